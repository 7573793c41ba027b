namespace GlusterEngine.Vds.Hosts;

/// <summary>A peer as <c>pool list</c> gives it.</summary>
/// <param name="Uuid">Its uuid.</param>
/// <param name="Hostname">Name or address; <c>localhost</c> for the host that answers.</param>
/// <param name="IsConnected">Whether the answering host sees it connected and accepted in the pool.</param>
/// <param name="IsSelf">Whether it is the host that answers.</param>
public sealed record PeerDescription(Guid Uuid, string Hostname, bool IsConnected, bool IsSelf)
{
    /// <summary>Whether the answering host rejects it, since what the two keep of their volumes differs; false where the transport does not tell.</summary>
    public bool IsRejected { get; init; }
}
