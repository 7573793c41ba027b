using GlusterEngine.Data.Requests;

namespace GlusterEngine.Server.Idempotency;

/// <summary>What is to be done with a request whose key is taken. Pure.</summary>
internal static class KeyStates
{
    public static KeyState Of(ClaimedRequest first, ReadOnlySpan<byte> hash)
    {
        if (!hash.SequenceEqual(first.RequestHash)) return KeyState.Different;
        if (first.Status is not null) return KeyState.Answered;
        if (first.InFlight) return KeyState.InFlight;
        return first.WrittenAt is null ? KeyState.Abandoned : KeyState.Written;
    }
}
