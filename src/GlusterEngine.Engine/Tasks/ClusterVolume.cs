using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>A volume as far as the tasks sync needs it.</summary>
/// <param name="Id">The volume.</param>
/// <param name="Name">Its name, by which gluster's replies are matched.</param>
/// <param name="KnownTask">The task gluster last listed for it.</param>
/// <param name="TasksObserved">Whether its tasks were ever looked at.</param>
/// <param name="Bricks">Where its bricks lie, and on which peers.</param>
public sealed record ClusterVolume(Guid Id, string Name, Guid? KnownTask, bool TasksObserved, IReadOnlyList<(BrickAddress Address, Guid Peer)> Bricks)
{
    /// <summary>Tasks that only some hosts still show: they are not the volume's any more.</summary>
    public IReadOnlySet<Guid> Ghosts { get; init; } = new HashSet<Guid>();

    /// <summary>Bricks whose process did not run when brick states were last read.</summary>
    public IReadOnlySet<BrickAddress> DownBricks { get; init; } = new HashSet<BrickAddress>();

    /// <summary>What lies on its bricks.</summary>
    public IReadOnlyList<BrickFill> Fills { get; init; } = [];

    /// <summary>Bricks of a set among which the bytes of a file are divided; 1 but for disperse.</summary>
    public int DataBricks { get; init; } = 1;

    /// <summary>Whether the generation of its lease is to be moved on in gluster, since the lease was released.</summary>
    public bool MoveOnWanted { get; init; }

    /// <summary>Whether the others of a brick's set still give the files that are on it.</summary>
    public bool IsServed(BrickAddress brick)
    {
        var own = Fills.FirstOrDefault(fill => fill.Address == brick);
        return own is not null && Fills.Count(fill => fill.Set == own.Set && !fill.IsArbiter && !DownBricks.Contains(fill.Address)) >= DataBricks;
    }

    /// <summary>The peers that hold its bricks.</summary>
    public IReadOnlySet<Guid> Peers { get; } = Bricks.Select(static brick => brick.Peer).ToHashSet();
}
