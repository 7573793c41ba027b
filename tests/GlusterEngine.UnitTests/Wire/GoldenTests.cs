using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Contracts;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenPair.All.Select(static pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_from_golden_xml_is_written_as_the_same_xml(string name)
    {
        var golden = Find(name);
        var resource = Document.Read(golden.Type, golden.Xml, WireFormat.Xml);
        AssertSameXml(golden.Xml, Document.Write(resource, WireFormat.Xml));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_from_golden_xml_is_written_as_golden_json(string name)
    {
        var golden = Find(name);
        var resource = Document.Read(golden.Type, golden.Xml, WireFormat.Xml);
        AssertSameJson(golden.Json, Document.Write(resource, WireFormat.Json));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_from_golden_json_is_written_as_golden_xml_in_utc(string name)
    {
        var golden = Find(name);
        var resource = Document.Read(golden.Type, golden.Json, WireFormat.Json);

        // JSON has no offsets.
        var xml = golden.Xml
            .Replace("2016-12-13T00:06:49.758+02:00", "2016-12-12T22:06:49.758Z")
            .Replace("2016-12-13T00:06:45.593+02:00", "2016-12-12T22:06:45.593Z");
        AssertSameXml(xml, Document.Write(resource, WireFormat.Xml));
    }

    [Fact]
    public void The_layout_of_golden_xml_is_kept_too()
    {
        foreach (var golden in GoldenPair.All)
        {
            var written = Document.Write(Document.Read(golden.Type, golden.Xml, WireFormat.Xml), WireFormat.Xml);
            Assert.Equal(golden.Xml.TrimEnd(), written.Replace(" />", "/>"));
        }
    }

    [Fact]
    public void All_golden_documents_of_ovirt_are_there() => Assert.Equal(17, GoldenPair.OfOvirt.Count);

    [Fact]
    public void Every_member_of_every_type_stands_in_a_golden_document()
    {
        var shown = GoldenPair.All.SelectMany(static golden => MembersIn(Document.Read(golden.Type, golden.Xml, WireFormat.Xml))).ToHashSet(StringComparer.Ordinal);
        var declared = typeof(WireCodec).Assembly.GetTypes().SelectMany(static type => type.GetProperties()).Where(IsMember).Select(NameOf).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(declared.Count, 200, 1000);
        Assert.Empty(declared.Except(shown).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_golden_documents_of_extensions_have_every_member_that_such_a_thing_has()
    {
        foreach (var golden in GoldenPair.OfExtensions)
        {
            var resource = Document.Read(golden.Type, golden.Xml, WireFormat.Xml);
            var item = golden.Type.IsGenericType ? ((IEnumerable)golden.Type.GetProperty("Items")!.GetValue(resource)!).Cast<object>().Single() : resource;
            // Those that all named things share belong to oVirt.
            var missing = item.GetType().GetProperties().Where(property => property.DeclaringType == item.GetType() && property.CanWrite && property.GetValue(item) is null);
            Assert.Empty(missing.Select(static property => property.Name));
        }
    }

    /// <summary>The members that are there, in a resource and all below it. An empty list does not show how its items are called.</summary>
    private static IEnumerable<string> MembersIn(object resource) =>
        from property in resource.GetType().GetProperties()
        where IsMember(property)
        from value in property.GetValue(resource) switch
        {
            null => [],
            IEnumerable list and not string => list.Cast<object>(),
            var single => (IEnumerable<object>)[single],
        }
        from name in MembersIn(value).Prepend(NameOf(property))
        select name;

    private static bool IsMember(PropertyInfo property) => property.IsDefined(typeof(WireMemberAttribute)) || property.IsDefined(typeof(WireItemsAttribute));

    private static string NameOf(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";

    private static GoldenPair Find(string name) => GoldenPair.All.Single(pair => pair.Name == name);

    private static void AssertSameXml(string expected, string actual)
    {
        var (expectedDocument, actualDocument) = (XDocument.Parse(expected), XDocument.Parse(actual));
        Assert.Equal("yes", actualDocument.Declaration!.Standalone);
        Assert.Equal(expectedDocument.Root!.ToString(), actualDocument.Root!.ToString());
        Assert.True(XNode.DeepEquals(expectedDocument.Root, actualDocument.Root), actual);
    }

    private static void AssertSameJson(string expected, string actual)
    {
        var (expectedNode, actualNode) = (JsonNode.Parse(expected)!, JsonNode.Parse(actual)!);

        // oVirt shows an empty collection in either form; this server always shows the array.
        Assert.True(JsonNode.DeepEquals(WithoutEmptyArrays(expectedNode), WithoutEmptyArrays(actualNode)), actual);
    }

    private static JsonNode WithoutEmptyArrays(JsonNode node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>()) WithoutEmptyArrays(item);
            return node;
        }

        foreach (var (name, value) in (node as JsonObject ?? []).ToList())
        {
            if (value is JsonArray { Count: 0 }) node.AsObject().Remove(name);
            else if (value is not null) WithoutEmptyArrays(value);
        }

        return node;
    }
}
