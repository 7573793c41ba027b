using System.Xml.Linq;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>One document in both forms, from a file of <c>fixtures/wire</c>.</summary>
internal sealed record GoldenPair(string Name, Type Type, string Xml, string Json)
{
    /// <summary>As oVirt's own serializers wrote them.</summary>
    public static IReadOnlyList<GoldenPair> OfOvirt { get; } = Load("golden.txt");

    /// <summary>What oVirt does not have, written by hand to the same rules.</summary>
    public static IReadOnlyList<GoldenPair> OfExtensions { get; } = Load("extensions.txt");

    /// <summary>Kinds of oVirt's with members of this engine's own among theirs, or that its own documents do not show, written by hand to the same rules.</summary>
    public static IReadOnlyList<GoldenPair> OfMixed { get; } = Load("mixed.txt");

    public static IReadOnlyList<GoldenPair> All { get; } = [.. OfOvirt, .. OfExtensions, .. OfMixed];

    private static IReadOnlyList<GoldenPair> Load(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "wire", file));
        return [.. text.Split("##### ", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    // name, the XML document, a line "--- json", the JSON document
    private static GoldenPair Parse(string section)
    {
        var lineEnd = section.IndexOf('\n', StringComparison.Ordinal);
        var documents = section[(lineEnd + 1)..].Split("--- json\n");
        var root = XDocument.Parse(documents[0]).Root!.Name.LocalName;
        return new(section[..lineEnd], ResourceTypes.OfRoot(root) ?? throw new InvalidDataException($"No resource has the root '{root}'."), documents[0], documents[1]);
    }
}
