using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>What the server shows has every member that oVirt's own documents have (fixtures/wire/golden.txt), in either format.</summary>
public sealed class GoldenMembersTests(WireSite site) : IClassFixture<WireSite>
{
    private static readonly IReadOnlyDictionary<string, (XElement Xml, JsonObject Json)> Golden = Load();

    /// <summary>Name in the file, where the server has one, and the members that only some have (spec/rest.md 5), separated by commas.</summary>
    public static TheoryData<string, string, string> Kinds { get; } = new()
    {
        { "api", "/", "" },
        { "cluster", "{cluster}", "comment" },
        { "volumes", "{cluster}/glustervolumes", "" },
        { "bricks", "{data}/glusterbricks", "" },
        { "jobs", "{job}", "end_time" },
        { "steps", "{job}/steps", "" },
        { "statistics", "{step}/statistics", "" },
        { "events", "/events?search=type%3D4012", "" },
        { "host", "{host}", "" },
        // Only a hook in conflict has them.
        { "hook", "{hook}", "conflicts,server_hooks" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_thing_has_all_members_that_it_always_has_in_ovirt(string name, string path, string sometimes)
    {
        var (golden, goldenJson) = Golden[name];
        var address = await FillAsync(path);
        var xml = ItemOf((await site.Client.GetAsync(address)).Expect(200).Xml, golden.Name.LocalName);
        var json = ItemOf((await site.Client.Speaking(EngineClient.Json).GetAsync(address)).Expect(200).Json.AsObject(), golden.Name.LocalName);

        var optional = sometimes.Split(',');
        var missing = Members(golden).Except(Members(xml), StringComparer.Ordinal).Concat(Members(goldenJson).Except(Members(json), StringComparer.Ordinal));
        Assert.DoesNotContain(missing, member => !optional.Contains(member.Split(' ')[0], StringComparer.Ordinal));
    }

    /// <summary>Names of the attributes and elements; of links and actions also where they lead.</summary>
    private static IEnumerable<string> Members(XElement item) =>
        item.Attributes().Select(static attribute => attribute.Name.LocalName)
            .Concat(item.Elements().Select(static element => element.Name.LocalName))
            .Concat(item.Elements("link").Concat(item.Elements("actions").Elements("link")).Select(static link => "link to " + link.Attribute("rel")!.Value));

    /// <summary>Names of the members with the kind of their values.</summary>
    private static IEnumerable<string> Members(JsonObject item) => item.Select(static member => $"{member.Key} ({member.Value!.GetValueKind()})");

    // The first that is a gluster task, where they differ.
    private static XElement ItemOf(XElement document, string name) => document.Name.LocalName == name ? document
        : document.Elements(name).OrderByDescending(static item => item.Element("external_type") is not null).First();

    private static JsonObject ItemOf(JsonObject document, string name) => document[name] is JsonArray items
        ? items.OfType<JsonObject>().OrderByDescending(static item => item.ContainsKey("external_type")).First()
        : document;

    private static IReadOnlyDictionary<string, (XElement Xml, JsonObject Json)> Load()
    {
        var found = new Dictionary<string, (XElement, JsonObject)>(StringComparer.Ordinal);
        foreach (var section in File.ReadAllText(Repository.PathOf("tests", "fixtures", "wire", "golden.txt")).Split("##### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lineEnd = section.IndexOf('\n', StringComparison.Ordinal);
            var documents = section[(lineEnd + 1)..].Split("--- json\n");
            var (xml, json) = (XDocument.Parse(documents[0]).Root!, JsonNode.Parse(documents[1])!.AsObject());
            // A list holds things and, of bricks, actions.
            var item = xml.Elements().FirstOrDefault(element => element.Name.LocalName + "s" == xml.Name.LocalName) ?? xml;
            found[section[..lineEnd]] = (item, ItemOf(json, item.Name.LocalName));
        }

        return found;
    }

    private async Task<string> FillAsync(string path)
    {
        var state = site.State;
        var steps = (await site.Client.GetAsync(state.RebalanceJob + "/steps")).Expect(200).Xml;
        return path
            .Replace("{cluster}", state.Cluster, StringComparison.Ordinal)
            .Replace("{data}", state.Data, StringComparison.Ordinal)
            .Replace("{job}", state.RebalanceJob, StringComparison.Ordinal)
            .Replace("{step}", ItemOf(steps, "step").Attribute("href")!.Value, StringComparison.Ordinal)
            .Replace("{host}", await FirstAsync("/hosts"), StringComparison.Ordinal)
            .Replace("{hook}", await FirstAsync(state.Cluster + "/glusterhooks"), StringComparison.Ordinal);
    }

    private async Task<string> FirstAsync(string list) => (await site.Client.GetAsync(list)).Expect(200).Xml.Elements().First().Attribute("href")!.Value;
}
