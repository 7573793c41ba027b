using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>What a simulated cluster consists of.</summary>
/// <param name="Hosts">Its hosts.</param>
/// <param name="Volumes">Its volumes.</param>
public sealed record SimulatedTopology(IReadOnlyList<SimulatedHost> Hosts, IReadOnlyList<SimulatedVolume> Volumes)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>Machines that run gluster and are no peers of the hosts, pool by pool: one alone can be taken in, those of a larger pool cannot.</summary>
    public IReadOnlyList<IReadOnlyList<SimulatedHost>> OtherPools { get; init; } = [];

    /// <summary>
    /// The demo: three hosts; <c>data</c> over three bricks of which the last is nearly empty, a rebalance of two minutes; <c>media</c>
    /// over two replica sets of three, one of five minutes; and a machine, gluster4.demo, that can be added as a fourth host.
    /// </summary>
    public static SimulatedTopology Demo { get; } = CreateDemo();

    /// <summary>Hosts <c>gluster1</c>, <c>gluster2</c>, ... with addresses <c>gluster1.demo</c>, ... and no volume.</summary>
    /// <param name="hostCount">How many, 1 or more.</param>
    public static SimulatedTopology Empty(int hostCount) =>
        new([.. Enumerable.Range(1, hostCount).Select(number => new SimulatedHost($"gluster{number}", $"gluster{number}.demo"))], []);

    /// <summary>A started volume with one brick on each host, work and rate by default.</summary>
    /// <param name="name">Its name.</param>
    public SimulatedVolume Spread(string name) => new()
    {
        Name = name,
        Bricks = [.. Hosts.Select((_, host) => Brick(this, host, name, usedPercent: 50))],
    };

    private static SimulatedTopology CreateDemo()
    {
        var pool = Empty(hostCount: 3);
        var data = pool.Spread("data") with
        {
            Bricks =
            [
                Brick(pool, 0, "data", usedPercent: 83),
                Brick(pool, 1, "data", usedPercent: 79),
                Brick(pool, 2, "data", usedPercent: 12),
            ],
            FilesToMove = 13_000,
            FilesToScan = 61_000,
            BytesPerFile = 24 << 20,
        };
        var media = pool.Spread("media") with
        {
            Bricks =
            [
                .. Enumerable.Range(0, 3).Select(host => Brick(pool, host, "media-1", usedPercent: 88)),
                .. Enumerable.Range(0, 3).Select(host => Brick(pool, host, "media-2", usedPercent: 21)),
            ],
            ReplicaCount = 3,
            FilesToMove = 9_600,
            FilesToScan = 18_000,
            BytesPerFile = 96 << 20,
            FilesPerSecond = 12,
        };
        return pool with { Volumes = [data, media], OtherPools = [[new("gluster4", "gluster4.demo")]] };
    }

    private static SimulatedBrick Brick(SimulatedTopology pool, int host, string directory, int usedPercent)
    {
        const long size = 4096 * Gibibyte;
        return new SimulatedBrick(new BrickAddress(pool.Hosts[host].Address, $"/bricks/{directory}"), size, size / 100 * (100 - usedPercent));
    }
}
