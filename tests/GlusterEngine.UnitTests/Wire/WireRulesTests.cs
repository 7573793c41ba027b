using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Wire;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>The rules of spec/rest.md 3, on documents of every type of resource, read back by nothing of ours.</summary>
public sealed partial class WireRulesTests
{
    // oVirt has these as attributes in XML, and nothing else.
    private static readonly string[] Attributes = ["href", "id", "rel"];

    [Fact]
    public void Both_formats_say_the_same_each_by_its_rules() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
    {
        foreach (var type in ResourceTypes.Roots)
        {
            var resource = new RandomResource(seed, WireFormat.Xml).Create(type);
            var xml = XDocument.Parse(Document.Write(resource, WireFormat.Xml), LoadOptions.PreserveWhitespace).Root!;
            var json = JsonNode.Parse(Document.Write(resource, WireFormat.Json))!.AsObject();
            AssertPlain(xml);
            AssertPlain(json);
            AssertSame(xml, json);
        }
    }).QuickCheckThrowOnFailure();

    // Names are lower-case words, and only href, id and rel are attributes.
    private static void AssertPlain(XElement xml)
    {
        foreach (var element in xml.DescendantsAndSelf())
        {
            Assert.Matches(Word(), element.Name.LocalName);
            Assert.Empty(element.Name.NamespaceName);
            Assert.All(element.Attributes(), static attribute => Assert.Contains(attribute.Name.LocalName, Attributes));
        }
    }

    // Strings, lists and objects, and numbers for dates and decimals.
    private static void AssertPlain(JsonNode? node)
    {
        Assert.NotNull(node);
        if (node is JsonArray array) Assert.All(array, AssertPlain);
        else if (node is JsonObject members) Assert.All(members, static member => AssertPlain(member.Value));
        else Assert.True(node.GetValueKind() is JsonValueKind.String or JsonValueKind.Number, node.ToJsonString());
    }

    private static void AssertSame(XElement xml, JsonObject json)
    {
        foreach (var attribute in xml.Attributes()) Assert.Equal(attribute.Value, json[attribute.Name.LocalName]!.GetValue<string>());
        foreach (var group in xml.Elements().GroupBy(static element => element.Name.LocalName))
        {
            Assert.True(json.ContainsKey(group.Key), $"'{group.Key}' is in <{xml.Name}> and not in {json.ToJsonString()}");
            AssertSameMember([.. group], json[group.Key]!);
        }

        var members = xml.Attributes().Select(static attribute => attribute.Name.LocalName).Concat(xml.Elements().Select(static element => element.Name.LocalName)).ToHashSet();
        // An empty list of the kind without an element around it can be seen in JSON only.
        foreach (var (name, value) in json) Assert.True(members.Contains(name) || value is JsonArray { Count: 0 }, $"'{name}' is not in {xml}");
    }

    private static void AssertSameMember(IReadOnlyList<XElement> xml, JsonNode json)
    {
        if (json is JsonArray array)
        {
            Assert.Equal(xml.Count, array.Count);
            for (var item = 0; item < array.Count; item++) AssertSameMember([xml[item]], array[item]!);
            return;
        }

        var element = Assert.Single(xml);
        if (json is JsonObject members) AssertSame(element, members);
        else if (json.GetValueKind() == JsonValueKind.String) Assert.Equal(element.Value, json.GetValue<string>());
        else AssertSameNumber(element.Value, json);
    }

    private static void AssertSameNumber(string xml, JsonNode json)
    {
        if (!xml.Contains(':', StringComparison.Ordinal))
        {
            Assert.Equal(decimal.Parse(xml, NumberStyles.Float, CultureInfo.InvariantCulture), json.GetValue<decimal>());
            return;
        }

        Assert.Matches(Date(), xml);
        Assert.Equal(DateTimeOffset.Parse(xml, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), json.GetValue<long>());
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
