using System.Xml.Linq;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Testing.Ssh;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Ssh;

/// <summary>The engine over a real sshd, behind whose guard a script answers as the gluster of a pool with one node.</summary>
public sealed class SshHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestSshd _sshd = new();
    private EngineUnderTest? _engine;

    private EngineClient Client => _engine!.Client;

    public async Task InitializeAsync()
    {
        if (SshRequirements.Missing is not null) return;
        _sshd.SetGluster("""
            case "$*" in
              *"pool list"*) echo '<cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/><peerStatus><peer><uuid>8a9d1c5e-1f6a-4f10-8a51-9c1a2f0b6d11</uuid><hostname>localhost</hostname><connected>1</connected></peer></peerStatus></cliOutput>' ;;
              *"volume info"*) [ ! -e "${0%/*}/slow" ] || sleep 6; echo '<cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/><volInfo><volumes><count>0</count></volumes></volInfo></cliOutput>' ;;
              *) echo '<cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/></cliOutput>' ;;
            esac
            """);
        _engine = await EngineUnderTest.StartAsync(new EngineSettings { More = new Dictionary<string, string> { ["Ssh:GuardProgram"] = _sshd.Guard } });
        _sshd.Authorize(_engine.Services.GetRequiredService<EngineKey>().Public!);
        await _sshd.StartAsync();
        (await Client.PostAsync("/clusters", "<cluster><name>far</name></cluster>")).Expect(201);
    }

    public async Task DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        _sshd.Dispose();
    }

    [SshFact]
    public async Task A_host_is_reached_by_the_key_it_showed_and_not_by_another_one_until_that_is_accepted()
    {
        var added = await AddAsync();
        var ssh = added.Element("ssh")!;
        Assert.Equal(_sshd.HostKey.Fingerprint, ssh.Element("fingerprint")!.Value);
        Assert.Equal(_sshd.HostKey.ToString(), ssh.Element("public_key")!.Value);
        Assert.StartsWith("ssh-ed25519 ", ssh.Element("engine_public_key")!.Value, StringComparison.Ordinal);
        await AwaitHostAsync(added, "up");

        var before = _sshd.HostKey.Fingerprint;
        _sshd.Kill();
        _sshd.GenerateHostKey();
        await _sshd.StartAsync();
        var refused = await AwaitHostAsync(added, "non_operational");
        var after = _sshd.HostKey.Fingerprint;
        Assert.Contains($"{after} instead of {before}", refused.Element("status_detail")!.Value, StringComparison.Ordinal);
        Assert.Equal(after, refused.Element("ssh")!.Element("offered_fingerprint")!.Value);

        var href = added.Attribute("href")!.Value;
        (await Client.PostAsync($"{href}/acceptsshkey", "<action/>")).Expect(400);
        (await Client.PostAsync($"{href}/acceptsshkey", $"<action><ssh><fingerprint>{before}</fingerprint></ssh></action>")).Expect(409);
        (await Client.PostAsync($"{href}/acceptsshkey", $"<action><ssh><fingerprint>{after}</fingerprint></ssh></action>")).Expect(200);
        var accepted = await AwaitHostAsync(added, "up");

        Assert.Equal(after, accepted.Element("ssh")!.Element("fingerprint")!.Value);
        Assert.Null(accepted.Element("ssh")!.Element("offered_fingerprint"));
        var codes = (await Client.GetAsync("/events")).Expect(200).Xml.Elements("event").Select(static line => line.Element("code")!.Value).ToList();
        Assert.Equal(["10950", "10951", "10952"], codes.Where(static code => code is "10950" or "10951" or "10952").Reverse());
    }

    [SshFact]
    public async Task A_host_that_shows_another_key_than_the_one_given_is_never_logged_in_to()
    {
        var added = await AddAsync("<fingerprint>SHA256:ZHkWME1ly+Iahxwjxi4ag67rAka5Kq4Bnwn+RLcpMM8</fingerprint>");

        await AwaitHostAsync(added, "non_operational");

        Assert.DoesNotContain("Accepted publickey", await File.ReadAllTextAsync(_sshd.PathOf("log")), StringComparison.Ordinal);
    }

    [SshFact]
    public async Task A_connection_is_wanted_at_once_and_kept_whatever_breaks()
    {
        _sshd.Kill();
        var added = await AddAsync();
        var connections = $"{added.Attribute("href")!.Value}/connections";
        var own = Assert.Single((await Client.GetAsync(connections)).Expect(200).Xml.Elements());
        Assert.Equal(("true", "false"), (own.Element("own")!.Value, own.Element("connected")!.Value));
        const string Cid = "0190163d-8694-739b-aea5-966c26f8ad90";
        (await Client.PostAsync(connections, $"<connection><cid>{Cid}</cid></connection>")).Expect(201);
        Assert.Contains("in use already", (await Client.PostAsync(connections, $"<connection><cid>{Cid}</cid></connection>")).Expect(409).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("not registered", (await Client.GetAsync($"{connections}/{Guid.NewGuid()}")).Expect(404).FaultDetail, StringComparison.Ordinal);
        await AwaitConnectionAsync($"{connections}/{Cid}", static connection => connection.Element("last_error")?.Element("code")?.Value == "unreachable");

        await _sshd.StartAsync();
        await AwaitHostAsync(added, "up");
        var open = (await Client.GetAsync($"{connections}/{Cid}?wait=60")).Expect(200).Xml;
        Assert.Equal(("true", "true"), (open.Element("connected")!.Value, open.Element("managed")!.Value));
        Assert.Equal($"ssh://{Environment.UserName}@127.0.0.1:{_sshd.Port}", open.Element("uri")!.Value);
        Assert.NotNull(open.Element("round_trip"));

        (await Client.DeleteAsync($"{connections}/{Cid}")).Expect(200);
        (await Client.DeleteAsync($"{connections}/{Cid}")).Expect(404);
        (await Client.DeleteAsync($"{connections}/{own.Attribute("id")!.Value}")).Expect(409);
        await AwaitConnectionAsync($"{connections}/{own.Attribute("id")!.Value}", static connection => connection.Element("connected")!.Value == "true");

        (await Client.PostAsync($"{added.Attribute("href")!.Value}/deactivate", "<action/>")).Expect(200);
        await AwaitConnectionAsync($"{connections}/{own.Attribute("id")!.Value}", static connection => connection.Element("managed")!.Value == "false");
    }

    [SshFact]
    public async Task What_a_late_verb_opens_to_a_host_that_left_is_closed_again()
    {
        var added = await AddAsync();
        await AwaitHostAsync(added, "up");
        var gone = new VdsHost(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Ssh, GlusterdSocket: null) { Ssh = _sshd.Target(_sshd.HostKey) };
        var connector = _engine!.Services.GetRequiredKeyedService<IHostConnector>(HostTransport.Ssh);
        (await Client.PostAsync($"{added.Attribute("href")!.Value}/deactivate", "<action/>")).Expect(200);
        await AwaitAsync(isOpen: false);

        Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Answered>(
            await _engine.Services.GetRequiredService<IVdsClient>().CallAsync(gone, new PeerListVerb(), CancellationToken.None));
        await AwaitAsync(isOpen: true);

        await AwaitAsync(isOpen: false);

        Task AwaitAsync(bool isOpen) => Eventually.GetAsync(async () => (await connector.PingAsync(gone, CancellationToken.None)).Failure, failure => failure is null == isOpen, Patience);
    }

    [SshFact]
    public async Task What_is_under_way_over_a_host_that_is_put_at_rest_comes_to_its_end()
    {
        var added = await AddAsync();
        await AwaitHostAsync(added, "up");
        var host = new VdsHost(Guid.Parse(added.Attribute("id")!.Value), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Ssh, GlusterdSocket: null) { Ssh = _sshd.Target(_sshd.HostKey) };
        var connections = $"{added.Attribute("href")!.Value}/connections";

        await File.WriteAllTextAsync(_sshd.PathOf("bin/slow"), "");
        var saying = _engine!.Services.GetRequiredService<IVdsClient>().CallAsync(host, new VolumeInfoVerb(), CancellationToken.None);
        (await Client.PostAsync($"{added.Attribute("href")!.Value}/deactivate", "<action/>")).Expect(200);

        var said = await saying;
        Assert.True(said is VdsReply<IReadOnlyList<VolumeDescription>>.Answered, said.Summary);
        var connection = await Eventually.GetAsync(
            async () => (await Client.GetAsync(connections)).Expect(200).Xml.Elements().Single(), static one => one.Element("managed")!.Value == "false", Patience);
        // Where it would lead is told all the same.
        Assert.Equal($"ssh://{Environment.UserName}@127.0.0.1:{_sshd.Port}", connection.Element("uri")!.Value);
    }

    [SshFact]
    public async Task A_host_of_another_pool_is_refused_by_a_rehearsal_too()
    {
        await AwaitHostAsync(await AddAsync(), "up");
        using var other = new TestSshd();
        other.SetGluster("""
            echo '<cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/><peerStatus><peer><uuid>1f6a4f10-1c5e-4f10-8a51-8a9d1c5e6d11</uuid><hostname>localhost</hostname><connected>1</connected><state>3</state></peer>'\
            '<peer><uuid>2f6a4f10-1c5e-4f10-8a51-8a9d1c5e6d11</uuid><hostname>elsewhere</hostname><connected>1</connected><state>3</state></peer></peerStatus></cliOutput>'
            """);
        other.Authorize(_engine!.Services.GetRequiredService<EngineKey>().Public!);
        await other.StartAsync();
        var host = $"""
            <host><name>node2</name><address>elsewhere.example</address><transport>ssh</transport><cluster><name>far</name></cluster>
            <ssh><address>127.0.0.1</address><port>{other.Port}</port><user><user_name>{Environment.UserName}</user_name></user></ssh></host>
            """;

        var rehearsed = await Client.PostAsync("/hosts?dry_run=true", host);
        var ordered = await Client.PostAsync("/hosts", host);

        Assert.True((rehearsed.Code, ordered.Code) == (409, 409), $"{rehearsed.Body} {ordered.Body} {(await Client.GetAsync("/events")).Body}");
    }

    private async Task<XElement> AddAsync(string more = "") => (await Client.PostAsync(
        "/hosts",
        $"""
        <host><name>node1</name><address>127.0.0.1</address><transport>ssh</transport><cluster><name>far</name></cluster>
        <ssh><port>{_sshd.Port}</port>{more}<user><user_name>{Environment.UserName}</user_name></user></ssh></host>
        """)).Expect(201).Xml;

    private Task<XElement> AwaitHostAsync(XElement host, string status) => Eventually.GetAsync(
        async () => (await Client.GetAsync(host.Attribute("href")!.Value)).Expect(200).Xml, shown => shown.Element("status")!.Value == status, Patience);

    private Task AwaitConnectionAsync(string path, Func<XElement, bool> isWanted) =>
        Eventually.GetAsync(async () => (await Client.GetAsync(path)).Expect(200).Xml, isWanted, Patience);
}
