namespace GlusterEngine.Wire.Contracts;

/// <summary>The refusal of an element or JSON member that is not declared.</summary>
internal static class UnknownMember
{
    /// <summary>Says that <paramref name="owner"/> has no <paramref name="name"/>, and what it has.</summary>
    public static WireFormatException In(string owner, string name, IEnumerable<string> legal)
    {
        var shown = name.Length <= 80 ? name : name[..80] + "...";
        return WireFormatException.Syntax(
            name, $"'{shown}' is not a member of '{owner}'; the members are: {string.Join(", ", legal.Order())}.");
    }
}
