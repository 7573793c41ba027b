using System.Net.Http.Headers;
using System.Text;

namespace GlusterEngine.Server.Access;

/// <summary>User name and password of HTTP Basic. Pure.</summary>
internal sealed record BasicCredentials(string Name, string Password)
{
    /// <summary>What the header <c>Authorization</c> says; null when it is another scheme or cannot be read.</summary>
    public static BasicCredentials? Of(AuthenticationHeaderValue header)
    {
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || header.Parameter is not { Length: > 0 } given) return null;
        var buffer = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, buffer, out var length)) return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new(pair[..colon], pair[(colon + 1)..]);
    }

    // The password is in no text by accident.
    public override string ToString() => Name;
}
