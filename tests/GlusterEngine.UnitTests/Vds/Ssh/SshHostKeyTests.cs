using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class SshHostKeyTests
{
    // Both as ssh-keygen shows them.
    private const string Blob = "AAAAC3NzaC1lZDI1NTE5AAAAIGZQZTq0u9gs3ftLKXQG+9DvzxwYYmc0wQxVMVWnjsjc";

    private const string Fingerprint = "SHA256:ZHkWME1ly+Iahxwjxi4ag67rAka5Kq4Bnwn+RLcpMM8";

    [Fact]
    public void A_key_is_read_with_or_without_comment()
    {
        Assert.True(SshHostKey.TryParse($"ssh-ed25519 {Blob} root@node1\n", out var key));

        Assert.Equal(new SshHostKey("ssh-ed25519", Blob), key);
        Assert.Equal(($"ssh-ed25519 {Blob}", Fingerprint), (key.ToString(), key.Fingerprint));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 !!!!")]
    [InlineData("ssh-ed25519 AAAA")]
    [InlineData("ssh-rsa " + Blob)]
    [InlineData("ssh-ed25519\n " + Blob)]
    [InlineData("@cert-authority ssh-ed25519 " + Blob)]
    public void Anything_else_is_no_key(string? text) => Assert.False(SshHostKey.TryParse(text, out _));
}
