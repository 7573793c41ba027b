using Microsoft.Extensions.Primitives;

namespace GlusterEngine.Server.Access;

/// <summary>What a client asks of its log-in with the header <c>Prefer</c> (spec/rest.md 1.3). Pure.</summary>
/// <param name="KeepsSession">persistent-auth: a cookie shall stand for the log-in from now on.</param>
/// <param name="WantsNewLogIn">new-auth: the session that there is ends first.</param>
/// <param name="ProtectsSession">csrf-protection: the cookie shall count only with its value repeated in a header.</param>
internal sealed record Preferences(bool KeepsSession, bool WantsNewLogIn, bool ProtectsSession)
{
    /// <summary>Elements that mean something else are passed over, as the header's standard wants it.</summary>
    public static Preferences Of(StringValues header)
    {
        var elements = header.SelectMany(static line => (line ?? "").Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(elements.Contains("persistent-auth"), elements.Contains("new-auth"), elements.Contains("csrf-protection"));
    }
}
