using GlusterEngine.Server.Rest;
using Microsoft.Extensions.Primitives;

namespace GlusterEngine.Server.Idempotency;

/// <summary>The header with which a client names its request, so that sending it again does not do it again. Pure.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const int MaxLength = 255;

    /// <summary>The key of a request; refuses one that is none.</summary>
    public static string Read(StringValues header)
    {
        if (header is [{ Length: > 0 and <= MaxLength } key] && key.All(static c => c is >= ' ' and <= '~')) return key;
        throw FaultException.BadRequest($"{Header}: it must be one value of 1 to {MaxLength} printable ASCII characters.");
    }
}
