using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>What keeps a connection to VDSM alive sees of it.</summary>
public sealed class VdsmConnectorTests
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "host", "127.0.0.1", HostTransport.Vdsm, GlusterdSocket: null);

    [Fact]
    public async Task A_link_is_opened_asked_for_a_sign_of_life_and_closed_in_good_order()
    {
        await using var site = new VdsmSite();

        Assert.Equal($"vdsm+tls://127.0.0.1:{site.Server.Port}", site.Connector.UriOf(Host));
        Assert.Equal($"vdsm+tls://[2001:db8::1]:{site.Server.Port}", site.Connector.UriOf(Host with { Address = "2001:db8::1" }));
        Assert.Null(await site.Connector.OpenAsync(Host, CancellationToken.None));
        Assert.Null(await site.Connector.OpenAsync(Host, CancellationToken.None));
        var (roundTrip, failure) = await site.Connector.PingAsync(Host, CancellationToken.None);
        await site.Connector.CloseAsync(Host);

        Assert.True(roundTrip > TimeSpan.Zero);
        Assert.Null(failure);
        Assert.Equal(["Host.ping2"], site.Server.Requests);
        Assert.Equal((1, 1), (site.Server.Sessions, site.Server.Farewells));
        await Eventually.GetAsync(() => Task.FromResult(site.Server.Open), static open => open == 0);
        Assert.Null(await site.Connector.OpenAsync(Host, CancellationToken.None));
        Assert.Empty(site.Server.Violations);
    }

    [Fact]
    public async Task A_VDSM_that_starts_is_not_ready_and_any_other_word_of_it_is_a_sign_of_life()
    {
        await using var site = new VdsmSite();
        site.Server.Faults.IsStarting = true;

        Assert.Equal(ConnectionFailureCode.NotReady, (await site.Connector.PingAsync(Host, CancellationToken.None)).Failure?.Code);
        site.Server.Faults.IsStarting = false;
        Assert.Null((await site.Connector.PingAsync(Host, CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task One_that_is_silent_ran_out_of_time()
    {
        await using var site = new VdsmSite(static options => options.ConnectSeconds = 2);
        Assert.Null(await site.Connector.OpenAsync(Host, CancellationToken.None));
        site.Server.Faults.IsSilent = true;

        Assert.Equal(ConnectionFailureCode.TimedOut, (await site.Connector.PingAsync(Host, CancellationToken.None)).Failure?.Code);
    }

    [Fact]
    public async Task Why_no_link_comes_about_is_told_apart()
    {
        using var other = new TestAuthority("Another one");
        await using var away = new VdsmSite(static options => options.Port = 1);
        await using var untrusted = new VdsmSite(serverCertificate: _ => other.Issue("host.example"));
        await using var expired = new VdsmSite(clientCertificate: static authority => authority.Issue("engine", isExpired: true));

        Assert.Equal(ConnectionFailureCode.Unreachable, (await away.Connector.OpenAsync(Host, CancellationToken.None))?.Code);
        Assert.Equal(ConnectionFailureCode.HostUntrusted, (await untrusted.Connector.OpenAsync(Host, CancellationToken.None))?.Code);
        var own = await expired.Connector.OpenAsync(Host, CancellationToken.None);
        Assert.Equal(ConnectionFailureCode.NoCertificate, own?.Code);
        Assert.Contains("has expired on", own!.Text, StringComparison.Ordinal);
        Assert.Equal(0, expired.Server.Sessions);
    }
}
