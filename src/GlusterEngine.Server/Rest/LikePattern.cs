namespace GlusterEngine.Server.Rest;

/// <summary>A search value as a SQL LIKE pattern: <c>*</c> stands for anything, all else for itself. Pure.</summary>
internal static class LikePattern
{
    public const string Escape = "!";

    public static string Of(string value) => value
        .Replace("!", "!!", StringComparison.Ordinal)
        .Replace("%", "!%", StringComparison.Ordinal)
        .Replace("_", "!_", StringComparison.Ordinal)
        .Replace('*', '%');
}
