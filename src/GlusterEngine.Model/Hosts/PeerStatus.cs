namespace GlusterEngine.Model.Hosts;

/// <summary>How the pool sees a peer (oVirt <c>gluster_server.peer_status</c>).</summary>
public enum PeerStatus
{
    /// <summary>Connected and in the pool.</summary>
    Connected,

    /// <summary>Known to the pool, not connected.</summary>
    Disconnected,

    /// <summary>Not told yet.</summary>
    Unknown,
}
