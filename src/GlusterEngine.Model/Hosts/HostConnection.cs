namespace GlusterEngine.Model.Hosts;

/// <summary>That a connection to a host is wanted: from then on it is kept, whatever happens, until nobody wants it any more.</summary>
public sealed class HostConnection
{
    /// <summary>Connection id, given by who wants it.</summary>
    public required Guid Cid { get; init; }

    /// <summary>The host.</summary>
    public required Guid HostId { get; init; }

    /// <summary>Whether the engine itself wants it, as it does of every host.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Database time at which it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
