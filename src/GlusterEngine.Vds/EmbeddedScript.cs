namespace GlusterEngine.Vds;

/// <summary>Scripts that run on hosts.</summary>
internal static class EmbeddedScript
{
    /// <summary>The text of one of them.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
