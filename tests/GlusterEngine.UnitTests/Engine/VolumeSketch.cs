using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>
/// A volume named data whose bricks lie on node1, node2, ... A letter per brick: u up, d down, ? unknown; a capital is an arbiter. Spaces
/// part the sets for the reader only.
/// </summary>
internal sealed record VolumeSketch(string Bricks)
{
    public static readonly Guid Id = new("da7a0000-0000-0000-0000-000000000001");
    public static readonly Guid ClusterId = new("c1050000-0000-0000-0000-000000000001");

    public GlusterVolumeType Type { get; init; } = GlusterVolumeType.Distribute;

    public GlusterVolumeStatus Status { get; init; } = GlusterVolumeStatus.Up;

    public int Replica { get; init; }

    public int Arbiters { get; init; }

    public int Disperse { get; init; }

    public int Redundancy { get; init; }

    public GlusterVolume Build()
    {
        var volume = new GlusterVolume
        {
            Id = Id,
            ClusterId = ClusterId,
            Name = "data",
            Type = Type,
            Status = Status,
            ReplicaCount = Replica,
            ArbiterCount = Arbiters,
            DisperseCount = Disperse,
            RedundancyCount = Redundancy,
            TransportTypes = ["tcp"],
        };
        volume.Bricks.AddRange(Bricks.Where(static state => state != ' ').Select(Brick));
        return volume;
    }

    public VolumeSnapshot Snapshot(OpenTask? open = null, params VdsHost[] hosts) => new(Build(), "lab", hosts, open) { ReadAt = DateTimeOffset.UnixEpoch };

    public static VdsHost Host(string name) => new(Guid.CreateVersion7(), ClusterId, name, name, HostTransport.Cli, GlusterdSocket: null);

    private static GlusterBrick Brick(char state, int order) => new()
    {
        Id = new(order + 1, 1, 0, new byte[8]),
        VolumeId = Id,
        ServerName = $"node{order + 1}",
        BrickDir = "/bricks/data",
        PeerUuid = Peers.Of(order + 1),
        BrickOrder = order,
        IsArbiter = char.IsUpper(state),
        Status = char.ToLowerInvariant(state) switch
        {
            'u' => GlusterBrickStatus.Up,
            'd' => GlusterBrickStatus.Down,
            _ => GlusterBrickStatus.Unknown,
        },
    };
}
