namespace GlusterEngine.Model;

/// <summary>What a name of a cluster or host may look like: 1 to 255 of letters, digits, <c>_</c>, <c>-</c>, <c>.</c>.</summary>
public static class ObjectName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>Whether <paramref name="name"/> may be used.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
