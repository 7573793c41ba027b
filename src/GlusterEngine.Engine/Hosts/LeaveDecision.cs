using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What is to be done for a host to be in the pool of its cluster no longer. Exactly one of the cases below.</summary>
internal abstract record LeaveDecision
{
    private LeaveDecision()
    {
    }

    /// <summary>It is no peer, or goes on being one as another host: nothing is asked of gluster.</summary>
    public sealed record Forget : LeaveDecision;

    /// <summary>It is a peer.</summary>
    /// <param name="PeerUuid">Its uuid.</param>
    /// <param name="Hostname">Name by which the pool knows it.</param>
    public sealed record Detach(Guid PeerUuid, string Hostname) : LeaveDecision;

    /// <summary>It must not leave as things are.</summary>
    public sealed record Refuse(Refusal Reason) : LeaveDecision;
}
