namespace GlusterEngine.Model.Access;

/// <summary>Log-ins in a row that failed, for one user name from one source.</summary>
public sealed class LogInFailure
{
    /// <summary>SHA-256 of the name in lower case, whether there is such a user or not.</summary>
    public required byte[] NameHash { get; init; }

    /// <summary>Address of the client, at most 64 characters.</summary>
    public required string Source { get; init; }

    /// <summary>How many.</summary>
    public required int Failures { get; init; }

    /// <summary>Database time of the last one.</summary>
    public required DateTimeOffset LastFailedAt { get; init; }

    /// <summary>Database time until which no password is looked at; null when there is no pause yet.</summary>
    public DateTimeOffset? LockedUntil { get; init; }
}
