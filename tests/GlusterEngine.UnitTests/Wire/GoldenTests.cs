using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Wire;
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
            Assert.Equal(golden.Xml.TrimEnd(), written.Replace("utf-8", "UTF-8").Replace(" />", "/>"));
        }
    }

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
        if (expectedNode is JsonObject { Count: 0 }) expectedNode["gluster_volume"] = new JsonArray();
        Assert.True(JsonNode.DeepEquals(expectedNode, actualNode), actual);
    }
}
