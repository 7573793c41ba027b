namespace GlusterEngine.Server.Access;

/// <summary>What names and passwords of users must be like. Pure.</summary>
internal static class UserRules
{
    public const int ShortestPassword = 8;
    public const int LongestPassword = 255;
    private const int LongestName = 255;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? NameProblem(string name)
    {
        var at = name.LastIndexOf('@');
        if (at <= 0 || at == name.Length - 1) return $"'{name}' is no user name: it takes a profile, as in {(name.Trim('@') is { Length: > 0 } bare ? bare : "somebody")}@internal.";
        // A colon ends the name in HTTP Basic.
        return name.Length <= LongestName && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '@')
            ? null
            : $"'{name}' is no user name: use at most {LongestName} letters, digits, '.', '_', '-', '+' and '@'.";
    }

    /// <summary>What is wrong with a password; null when nothing is. The text never holds the password.</summary>
    public static string? PasswordProblem(string password)
    {
        if (password.Length is < ShortestPassword or > LongestPassword) return $"The password must have {ShortestPassword} to {LongestPassword} characters; this one has {password.Length}.";
        return password.Any(char.IsControl) ? "The password holds a control character, which cannot be typed everywhere; leave it out." : null;
    }
}
