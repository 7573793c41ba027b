using GlusterEngine.Server.Tls;
using Xunit;

namespace GlusterEngine.UnitTests.Tls;

public sealed class ServerNamesTests
{
    [Fact]
    public void This_machine_and_further_names_are_in_it_once_each() => Assert.Equal(
        ["localhost", "127.0.0.1", "::1", "host1", "gluster.example", "2001:db8::1"],
        ServerNames.Of("Host1", "Gluster.example, 2001:DB8:0::1,,host1"));

    [Theory]
    [InlineData("a b")]
    [InlineData("https://gluster.example")]
    [InlineData("[::1]")]
    [InlineData("ok.example,*")]
    public void What_is_no_name_is_refused(string further) =>
        Assert.Contains($"'{further.Split(',')[^1]}'", Assert.Throws<CertificateException>(() => ServerNames.Of("host1", further)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_machine_whose_name_no_certificate_can_hold_is_left_out() => Assert.DoesNotContain("my host", ServerNames.Of("my host", ""));
}
