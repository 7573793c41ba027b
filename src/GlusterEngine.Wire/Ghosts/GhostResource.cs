using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Wire.Ghosts;

/// <summary>Extension: a task that one host still shows and the others do not.</summary>
[WireType("ghost", Plural = "ghosts")]
public sealed record GhostResource
{
    /// <summary>What to do about it.</summary>
    [WireMember("cure")]
    public string? Cure { get; init; }

    /// <summary>The host that shows it.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>When it was found.</summary>
    [WireMember("since")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gluster's task id.</summary>
    [WireMember("task_id")]
    public string? TaskId { get; init; }

    /// <summary>Kind of task.</summary>
    [WireMember("type")]
    [WireValues("rebalance", "remove_brick", "unknown")]
    public string? Type { get; init; }
}
