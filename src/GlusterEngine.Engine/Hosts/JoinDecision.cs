using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What is to be done for a new host to be in the pool of its cluster. Exactly one of the cases below.</summary>
internal abstract record JoinDecision
{
    private JoinDecision()
    {
    }

    /// <summary>Nothing is asked of gluster.</summary>
    /// <param name="Why">What the user should know about it; null where the host is in the pool, or the cluster has none yet.</param>
    public sealed record Leave(string? Why) : JoinDecision;

    /// <summary>It is alone and can be taken in.</summary>
    /// <param name="PeerUuid">Its own uuid.</param>
    public sealed record Probe(Guid PeerUuid) : JoinDecision;

    /// <summary>It cannot belong to the cluster as it is.</summary>
    public sealed record Refuse(Refusal Reason) : JoinDecision;
}
