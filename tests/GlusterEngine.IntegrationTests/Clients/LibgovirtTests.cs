using System.Text.Json.Nodes;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Clients;

/// <summary>
/// libgovirt as Debian ships it, over the engine's own TLS. It knows clusters and hosts; gluster's resources it has no types for. Its search of hosts is left
/// out: version 0.3.9 asks for <c>/hostsname%3D...</c>, whatever the server. Its fetch of the CA fails in this library too, so the file is handed to it.
/// </summary>
public sealed class LibgovirtTests
{
    [GovirtFact]
    public async Task It_logs_in_and_finds_clusters_and_hosts()
    {
        await using var engine = await EngineProcess.StartAsync(new() { IsTls = true, Demo = "simulated" });
        var clusters = await Eventually.GetAsync(() => engine.Client.GetAsync("/clusters?search=name%3Ddemo"), static answer => answer.Xml.Elements().Any());
        await Eventually.GetAsync(() => engine.Client.GetAsync("/hosts"), static answer => answer.Xml.Elements().Count() == 3);

        var run = await RunAsync(engine, engine.CaFile, EngineSettings.Password);

        Assert.True(run.ExitCode == 0, run.ToString());
        var found = JsonNode.Parse(run.Output)!;
        Assert.Equal("""["demo"]""", found["clusters"]!.ToJsonString());
        Assert.Equal("""["gluster1","gluster2","gluster3"]""", found["hosts"]!.ToJsonString());
        Assert.Equal("""["demo"]""", found["searched clusters"]!.ToJsonString());
        Assert.Equal(DemoEngine.HrefOf(clusters.Xml.Elements().Single()), found["cluster"]!["href"]!.GetValue<string>());
        Assert.Equal("A cluster to try things on", found["cluster"]!["description"]!.GetValue<string>());
        Assert.True(found["refreshed"]!.GetValue<bool>());
        Assert.Equal("demo", found["cluster of host"]!.GetValue<string>());
        Assert.Contains("Unacceptable TLS certificate", (await RunAsync(engine, "/etc/ssl/certs/ca-certificates.crt", EngineSettings.Password)).Error, StringComparison.Ordinal);
        Assert.Contains("Unauthorized", (await RunAsync(engine, engine.CaFile, "a wrong password")).Error, StringComparison.Ordinal);
    }

    private static Task<ProgramRun> RunAsync(EngineProcess engine, string ca, string password) => ProgramRun.RunAsync(
        [
            GovirtFactAttribute.Python, Repository.PathOf("tests", "GlusterEngine.IntegrationTests", "Clients", "libgovirt.py"),
            $"localhost:{engine.Address.Port}", ca, "admin@internal",
        ], password + "\n");
}
