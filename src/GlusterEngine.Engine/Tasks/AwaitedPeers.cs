using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>That the end of a task cannot be told before peers come back. Pure.</summary>
internal static class AwaitedPeers
{
    /// <summary>The state that says so, and whom it waits for. Whoever sees all peers takes it back.</summary>
    /// <param name="state">The state of before.</param>
    /// <param name="peers">Names of the peers that are away.</param>
    /// <param name="now">Database time of the look.</param>
    public static TaskState Put(TaskState state, IReadOnlyList<string> peers, DateTimeOffset now) => state with
    {
        Health = TaskHealth.Unresponsive,
        HealthSince = state.Health == TaskHealth.Unresponsive ? state.HealthSince : now,
        HealthDetail = $"Gluster does not show {(state.Intent is null ? "it any more" : "what was asked of it")}. That counts only once all peers are connected, and "
            + $"{string.Join(", ", peers)} {(peers.Count == 1 ? "is" : "are")} away: bring {(peers.Count == 1 ? "it" : "them")} back, or release the lease (releaselease) if that is lost for good. The engine asks again by itself.",
    };

    /// <summary>The state without that, or as it was.</summary>
    public static TaskState TakeBack(TaskState state) =>
        state.Health == TaskHealth.Unresponsive ? state with { Health = null, HealthSince = null, HealthDetail = null } : state;
}
