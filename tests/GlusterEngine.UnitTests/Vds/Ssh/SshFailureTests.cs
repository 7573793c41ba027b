using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class SshFailureTests
{
    private static readonly SshTarget Target = new("node1", "root", 2222, UsesSudo: false, HostKey: null);

    [Theory]
    [InlineData("@@@@\n@ WARNING @\nHost key verification failed.\n", ConnectionFailureCode.HostKeyChanged)]
    [InlineData("Host key verification failed.\nkex_exchange_identification: Connection closed by remote host\n", ConnectionFailureCode.Unreachable)]
    [InlineData("root@node1: Permission denied (publickey).\n", ConnectionFailureCode.AuthenticationFailed)]
    [InlineData("sudo: a password is required\n", ConnectionFailureCode.SudoRefused)]
    [InlineData("bash: line 1: /guard: No such file or directory\n", ConnectionFailureCode.GuardMissing)]
    [InlineData("ssh: connect to host node1 port 2222: Connection refused\n", ConnectionFailureCode.Unreachable)]
    [InlineData("", ConnectionFailureCode.Unreachable)]
    public void What_the_client_says_is_told_apart(string error, ConnectionFailureCode code)
    {
        var failure = SshFailure.Read(Target, "/guard", error);

        Assert.Equal(code, failure.Code);
        Assert.Contains("ssh://root@node1:2222", failure.Text, StringComparison.Ordinal);
    }
}
