using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace GlusterEngine.Testing.Server;

/// <summary>The body of a request in JSON, from the same in XML. What is broken in XML is broken otherwise in JSON.</summary>
public static class XmlAsJson
{
    /// <summary>The body in a media type.</summary>
    /// <param name="media">XML's or JSON's.</param>
    /// <param name="xml">In XML.</param>
    public static string In(string media, string xml) => media == EngineClient.Json ? Of(xml) : xml;

    public static string Of(string xml)
    {
        if (xml.Length == 0) return "";
        try
        {
            var root = XDocument.Parse(xml).Root!;
            return (IsList(root) ? List(root) : Content(root)).ToJsonString();
        }
        catch (XmlException)
        {
            return "{";
        }
    }

    private static JsonObject Content(XElement element)
    {
        var members = new JsonObject();
        foreach (var attribute in element.Attributes()) members[attribute.Name.LocalName] = attribute.Value;
        foreach (var child in element.Elements()) members[child.Name.LocalName] = IsList(child) ? List(child) : child.HasElements || child.HasAttributes ? Content(child) : child.Value;
        return members;
    }

    private static bool IsList(XElement element) => element.Name.LocalName == "bricks" || (element.HasElements && element.Name.LocalName == element.Elements().First().Name.LocalName + "s");

    private static JsonObject List(XElement element) => new() { [element.Name.LocalName[..^1]] = new JsonArray([.. element.Elements().Select(Content)]) };
}
