namespace GlusterEngine.Server.Access;

/// <summary>
/// For how long a checked secret is not checked again. A use that is answered from memory is not noted in the database, so a token is remembered for a small part of its idle
/// time only: what is in use stays valid, and what is not ends in time. Pure.
/// </summary>
internal static class Remembrance
{
    private const int PartsOfIdleTime = 20;

    /// <param name="rememberSeconds">What the settings say.</param>
    /// <param name="idleMinutes">The token's idle time; null for a password, which has none.</param>
    public static TimeSpan For(int rememberSeconds, int? idleMinutes)
    {
        var asSet = TimeSpan.FromSeconds(rememberSeconds);
        if (idleMinutes is not { } minutes) return asSet;
        var part = TimeSpan.FromMinutes(minutes) / PartsOfIdleTime;
        return part < asSet ? part : asSet;
    }
}
