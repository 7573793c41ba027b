using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Data.Migrations;

/// <summary>A file of <c>db/</c>, embedded in this assembly.</summary>
public sealed record DatabaseScript(string Name, string Text)
{
    /// <summary>SHA-256 of the text, in hex.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The scripts of a folder of <c>db/</c> in the order of their names.</summary>
    public static IReadOnlyList<DatabaseScript> InFolder(string folder) =>
        [.. typeof(DatabaseScript).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new DatabaseScript(name[(folder.Length + 1)..], Read(name)))];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(DatabaseScript).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
