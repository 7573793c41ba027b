using System.Globalization;
using GlusterEngine.Model;
using GlusterEngine.Wire;

namespace GlusterEngine.Server.Rest;

/// <summary>How long a text for people may be. Lists show each text again and again, so none is as long as a body may be.</summary>
internal static class TextLimit
{
    /// <param name="text">The text; null for none.</param>
    /// <param name="member">Where it stands.</param>
    /// <exception cref="FaultException">It is too long; 400.</exception>
    public static void Check(string? text, string member)
    {
        if (text?.Length > ClientText.Longest)
            throw FaultException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"{member}: it has {text.Length:N0} characters, and {ClientText.Longest:N0} are the most; shorten it."));
    }

    /// <summary>The same for the description and the comment of an object.</summary>
    public static void Check(IdentifiedResource resource, string name)
    {
        Check(resource.Description, $"{name}.description");
        Check(resource.Comment, $"{name}.comment");
    }
}
