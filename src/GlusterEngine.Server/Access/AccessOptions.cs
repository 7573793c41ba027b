using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Server.Access;

/// <summary>Settings of log-ins; section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>Minutes after which an unused token stops being valid, 1 to 525600. Default 30, as in oVirt.</summary>
    [Range(1, 525_600)]
    public int TokenIdleMinutes { get; set; } = 30;

    /// <summary>Seconds for which a checked password or token is not checked again, 0 to 300. Default 30: hashing a password takes tens of
    /// milliseconds on purpose. A token that is logged out is forgotten at once by the engine that logged it out.</summary>
    [Range(0, 300)]
    public int RememberSeconds { get; set; } = 30;
}
