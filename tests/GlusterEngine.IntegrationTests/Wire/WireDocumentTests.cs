using System.Text.RegularExpressions;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using GlusterEngine.Vds.Simulated;
using Microsoft.OpenApi;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary><c>docs/wire.md</c>: what it prints is what happens, and it names all that we added to the wire.</summary>
public sealed class WireDocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Paths and parameters that stand in oVirt's API too (spec/rest.md 1 and 6).</summary>
    private static readonly string[] OfOvirt =
    [
        "ovirt-engine", "api", "clusters", "glustervolumes", "glusterbricks", "glusterhooks", "hosts", "jobs", "steps", "statistics", "events", "users", "macpools", "schedulingpolicies",
        "start", "stop", "rebalance", "stoprebalance", "setoption", "resetoption", "resetalloptions", "startprofile", "stopprofile", "getprofilestatistics",
        "migrate", "stopmigrate", "activate", "replace", "deactivate", "enable", "disable", "resolve", "clear", "end", "undelete", "refreshglusterhealstatus",
        "search", "max", "from", "follow", "accept", "correlation_id", "case_sensitive", "all_content", "filter", "force", "async", "reason", "reboot",
        "replica_count", "stripe_count", "nfsStatistics", "stop_gluster_service", "JobId", "StepId",
    ];

    [Fact]
    public async Task Each_request_is_answered_as_printed()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        var site = await SimulatedSite.CreateAsync(engine, [SimulatedSite.Slow("data"), SimulatedSite.Quick("media"), SimulatedSite.Slow("mirror") with { ReplicaCount = 3 }]);
        var values = await ValuesAsync(engine.Client, site);
        (values["pool"], values["peer"]) = await PoolAsync(engine);
        var requests = DocumentedRequest.All();

        Assert.InRange(requests.Count, 15, 1000);
        foreach (var request in requests)
        {
            var answer = await AnswerAsync(engine.Client, request, text => Fill(text, values));
            Assert.True(answer.Missing.Count == 0, $"{request}: missing {string.Join("; ", answer.Missing)} in {answer.Answer}");
            Remember(values, answer.Answer, request);
        }
    }

    [Fact]
    public void Every_member_of_our_own_is_named()
    {
        var sections = Sections();
        var groups = Directory.EnumerateFiles(Repository.PathOf("src", "GlusterEngine.Wire"), "*Resource.cs", SearchOption.AllDirectories)
            .SelectMany(static file => OwnNames(File.ReadAllText(file))).ToList();

        Assert.InRange(groups.Sum(static group => group.Count), 100, 1000);
        var unnamed = groups.Where(group => !sections.Any(section => group.All(section.Contains))).Select(static group => string.Join(", ", group)).ToList();
        Assert.True(unnamed.Count == 0, $"docs/wire.md names nowhere, or not in one section: {string.Join("; ", unnamed)}.");
    }

    [Fact]
    public async Task Every_path_and_parameter_of_our_own_is_named()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        var named = Sections().SelectMany(static section => section).ToHashSet(StringComparer.Ordinal);
        var used = (await ApiDocument.LoadAsync(engine.Client)).Operations.Where(static operation => operation.IsOfTheApi).SelectMany(static operation =>
            operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static segment => segment[0] != '{')
                .Concat((operation.Description.Parameters ?? []).Where(static parameter => parameter.In == ParameterLocation.Query).Select(static parameter => parameter.Name!)));

        Assert.Empty(used.Distinct(StringComparer.Ordinal).Except(OfOvirt, StringComparer.Ordinal).Where(word => !named.Contains(word)).Order(StringComparer.Ordinal));
    }

    /// <summary>What the words of each section have in backticks, word by word.</summary>
    private static IReadOnlyList<IReadOnlySet<string>> Sections() =>
    [
        .. Regex.Replace(File.ReadAllText(DocumentedRequest.File()), "```.*?```", "", RegexOptions.Singleline, Limit).Split("\n## ").Select(static section =>
            Regex.Matches(section, "`[^`\n]+`", RegexOptions.None, Limit).SelectMany(static code => Regex.Split(code.Value, @"\W+", RegexOptions.None, Limit))
                .ToHashSet(StringComparer.Ordinal)),
    ];

    /// <summary>Of a type of our own its name with all its members, which one section has to explain together; of one of oVirt's each member that is ours.</summary>
    private static IEnumerable<IReadOnlyList<string>> OwnNames(string source) => Regex.IsMatch(source, "^/// <summary>Extension", RegexOptions.Multiline, Limit)
        ? [Names(source, @"\[Wire(Member|Type)\(""(?<name>\w+)""")]
        : Names(source, @"<summary>Extension.*?\n\s*\[WireMember\(""(?<name>\w+)""").Select(static name => (IReadOnlyList<string>)[name]);

    private static IReadOnlyList<string> Names(string source, string pattern) =>
        [.. Regex.Matches(source, pattern, RegexOptions.ExplicitCapture, Limit).Select(static match => match.Groups["name"].Value)];

    /// <summary>What is read may come to be as printed in a moment; what is done is done once.</summary>
    private static async Task<(EngineAnswer Answer, IReadOnlyList<string> Missing)> AnswerAsync(EngineClient client, DocumentedRequest request, Func<string, string> fill)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var answer = await SendAsync(client, request, fill);
            var missing = request.Answer.Missing(answer, fill).ToList();
            if (missing.Count == 0 || request.Method != "GET" || TimeProvider.System.GetUtcNow() > until) return (answer, missing);
            await Task.Delay(200);
        }
    }

    private static Task<EngineAnswer> SendAsync(EngineClient client, DocumentedRequest request, Func<string, string> fill) => client.SendAsync(
        new(request.Method), fill(request.Path), request.Body is null ? null : fill(request.Body), message =>
        {
            message.Headers.Accept.Clear();
            foreach (var (name, value) in request.Headers)
            {
                if (name == "Content-Type") message.Content!.Headers.ContentType = new(value);
                else message.Headers.Add(name, value);
            }
        });

    private static async Task<Dictionary<string, string>> ValuesAsync(EngineClient client, SimulatedSite site)
    {
        var host = (await client.GetAsync($"/hosts?search=cluster%3D{site.Name}")).Expect(200).Xml.Elements().First();
        var brick = (await client.GetAsync(site.Volume("media") + "/glusterbricks")).Expect(200).Xml.Elements().First();
        var copies = (await client.GetAsync(site.Volume("mirror") + "/glusterbricks")).Expect(200).Xml.Elements().ToList();
        site.Faults.Brick(BrickAddress.Parse(copies[1].Element("name")!.Value)!.Value).PendingHeals = 12;
        var hooks = await Eventually.GetAsync(() => client.GetAsync($"/clusters/{site.Id}/glusterhooks"), static answer => answer.Expect(200).Xml.Elements().Count() == 3);
        return new(StringComparer.Ordinal)
        {
            ["hook"] = DemoEngine.HrefOf(hooks.Xml.Elements().First())[^36..],
            ["cluster"] = site.Id.ToString(),
            ["data"] = site.VolumeId("data").ToString(),
            ["media"] = site.VolumeId("media").ToString(),
            ["mirror"] = site.VolumeId("mirror").ToString(),
            ["copy"] = copies[0].Attribute("id")!.Value,
            ["host"] = DemoEngine.HrefOf(host)[^36..],
            ["brick"] = brick.Element("name")!.Value,
        };
    }

    /// <summary>A cluster with one host, and the address of its peer, which is none.</summary>
    private static async Task<(string Cluster, string Peer)> PoolAsync(EngineUnderTest engine)
    {
        var pool = SimulatedTopology.Empty(hostCount: 2);
        var cluster = (await engine.Client.PostAsync("/clusters", "<cluster><name>pool</name></cluster>")).Expect(201).Xml.Attribute("id")!.Value;
        engine.Gluster.Define(Guid.Parse(cluster), pool);
        var host = $"<host><name>first</name><address>{pool.Hosts[0].Address}</address><transport>simulated</transport><cluster id=\"{cluster}\"/></host>";
        (await engine.Client.PostAsync("/hosts", host)).Expect(201);
        var peer = await Eventually.GetAsync(
            async () => (await engine.Client.PostAsync($"/clusters/{cluster}/importhosts", "<action/>")).Expect(200).Xml.Descendants("address").SingleOrDefault()?.Value,
            static address => address is not null);
        return (cluster, peer!);
    }

    private static void Remember(Dictionary<string, string> values, EngineAnswer answer, DocumentedRequest request)
    {
        if (request.Method == "GET" || answer.Code != 200 || answer.Body.Length == 0) return;
        var isJson = answer.ContentType == EngineClient.Json;
        foreach (var name in new[] { "job", "step" })
        {
            var id = isJson ? answer.Json[name]?["id"]?.GetValue<string>() : answer.Xml.Element(name)?.Attribute("id")?.Value;
            if (id is not null) values[name] = id;
        }
    }

    private static string Fill(string text, Dictionary<string, string> values) =>
        values.Aggregate(text, static (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
}
