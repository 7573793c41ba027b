using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Inventory;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Hosts;

public sealed class HostKeysTests
{
    private static readonly SshHostKey First = Key("AAAAC3NzaC1lZDI1NTE5AAAAIGZQZTq0u9gs3ftLKXQG+9DvzxwYYmc0wQxVMVWnjsjc");
    private static readonly SshHostKey Other = Key("AAAAC3NzaC1lZDI1NTE5AAAAIGZQZTq0u9gs3ftLKXQG+9DvzxwYYmc0wQxVMVWnjsjd");

    [Fact]
    public void The_first_key_is_pinned_and_seen_again_without_a_word()
    {
        var host = Host();

        Assert.Equal(EventCode.HostSshKeyPinned, HostKeys.Apply(host, First)?.Code);
        Assert.Null(HostKeys.Apply(host, First));

        Assert.Equal((First.Fingerprint, First.ToString(), null), (host.SshFingerprint, host.SshHostKey, host.SshOfferedKey));
        Assert.Null(HostKeyWords.WhyUntrusted(host));
    }

    [Fact]
    public void Another_key_is_told_once_and_pins_nothing_until_the_right_one_is_back()
    {
        var host = Host();
        HostKeys.Apply(host, First);

        Assert.Equal(EventCode.HostSshKeyChanged, HostKeys.Apply(host, Other)?.Code);
        Assert.Null(HostKeys.Apply(host, Other));
        Assert.Equal((First.Fingerprint, First.ToString(), Other.ToString()), (host.SshFingerprint, host.SshHostKey, host.SshOfferedKey));

        Assert.Null(HostKeys.Apply(host, First));
        Assert.Null(host.SshOfferedKey);
    }

    [Fact]
    public void A_fingerprint_that_was_given_is_the_only_one_that_is_pinned()
    {
        var host = Host();
        host.SshFingerprint = Other.Fingerprint;

        Assert.Equal(EventCode.HostSshKeyChanged, HostKeys.Apply(host, First)?.Code);
        Assert.Null(host.SshHostKey);

        Assert.Equal(EventCode.HostSshKeyPinned, HostKeys.Apply(host, Other)?.Code);
        Assert.Equal((Other.ToString(), null), (host.SshHostKey, host.SshOfferedKey));
    }

    [Fact]
    public void A_host_with_another_key_is_non_operational_and_says_why()
    {
        var host = Host();
        HostKeys.Apply(host, First);
        HostKeys.Apply(host, Other);

        var seen = Assert.Single(PoolView.Of([(host, null, "refused")], new Dictionary<Guid, string>(), []).Hosts);

        Assert.Equal(HostStatus.NonOperational, seen.Status);
        Assert.Contains($"{Other.Fingerprint} instead of {First.Fingerprint}", seen.Detail, StringComparison.Ordinal);
    }

    private static Host Host() => new()
    {
        Id = Guid.NewGuid(),
        ClusterId = Guid.NewGuid(),
        Name = "node1",
        Address = "node1",
        Transport = HostTransport.Ssh,
        Status = HostStatus.Up,
    };

    private static SshHostKey Key(string blob) => SshHostKey.TryParse($"ssh-ed25519 {blob}", out var key) ? key : throw new InvalidOperationException();
}
