namespace GlusterEngine.Model;

/// <summary>Texts that clients give for people to read: descriptions, comments, reasons.</summary>
public static class ClientText
{
    /// <summary>Most characters of one.</summary>
    public const int Longest = 4000;
}
