using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Server.Access;

/// <summary>Settings of log-ins; section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>Minutes after which an unused token stops being valid, 1 to 525600. Default 30, as in oVirt.</summary>
    [Range(1, 525_600)]
    public int TokenIdleMinutes { get; set; } = 30;

    /// <summary>Tokens and sessions a user may have at a time, 1 to 100000; a new one takes the place of that which was used least recently. Default 100.</summary>
    [Range(1, 100_000)]
    public int MaxTokensPerUser { get; set; } = 100;

    /// <summary>Seconds for which a checked password or token is not checked again, 0 to 300. Default 30: hashing a password takes tens of
    /// milliseconds on purpose. A token is remembered for a twentieth of its idle time at most. What is logged out, removed or given another role or password counts no more within a second, on every engine.</summary>
    [Range(0, 300)]
    public int RememberSeconds { get; set; } = 30;

    /// <summary>Failed log-ins in a row, of one user from one address, after which a pause begins, 1 to 1000. Default 5.</summary>
    [Range(1, 1000)]
    public int LockAfterFailures { get; set; } = 5;

    /// <summary>Seconds of the first pause, in which also the right password is refused there, 1 to 86400; each further failure doubles it. Default 5.</summary>
    [Range(1, 86_400)]
    public int LockSeconds { get; set; } = 5;

    /// <summary>Seconds of the longest pause, 1 to 86400. Default 900. After twice as long without a failure, the ones before are forgotten.</summary>
    [Range(1, 86_400)]
    public int LockMaxSeconds { get; set; } = 900;
}
