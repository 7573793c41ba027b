using System.Text.RegularExpressions;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary><c>docs/wire.md</c>: what it prints is what happens, and it names all that we added to the wire.</summary>
public sealed class WireDocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_request_is_answered_as_printed()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        var site = await SimulatedSite.CreateAsync(engine, [SimulatedSite.Slow("data"), SimulatedSite.Quick("media"), SimulatedSite.Slow("mirror") with { ReplicaCount = 3 }]);
        var values = await ValuesAsync(engine.Client, site);
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
    public void Every_extension_is_named()
    {
        var text = File.ReadAllText(DocumentedRequest.File());
        var members = Directory.EnumerateFiles(Repository.PathOf("src", "GlusterEngine.Wire"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Regex.Matches(
                File.ReadAllText(file), @"<summary>Extension.*?\n\s*\[Wire(Member|Type)\(""(?<name>\w+)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(static match => match.Groups["name"].Value).Distinct().ToList();

        Assert.InRange(members.Count, 20, 1000);
        var unnamed = members.Where(member => !Regex.IsMatch(text, $@"\b{member}\b", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();
        Assert.True(unnamed.Count == 0, $"docs/wire.md does not name {string.Join(", ", unnamed)}.");
    }

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

    private static void Remember(Dictionary<string, string> values, EngineAnswer answer, DocumentedRequest request)
    {
        if (request.Method == "GET" || answer.Code != 200) return;
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
