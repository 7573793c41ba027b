using GlusterEngine.Server.Statistics;
using GlusterEngine.Vds.Volumes;
using GlusterEngine.Wire.Profiles;
using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Volumes;

/// <summary>Profiles as the API shows them. Pure.</summary>
internal static class ProfileResources
{
    public static VolumeProfileResource Of(ProfileDescription profile, bool ofNfs, string volume) => new()
    {
        Bricks = ofNfs ? [] : [.. profile.Servers.Select(server => new BrickProfileResource { Brick = new() { BrickDirectory = server.Name }, Profiles = Of(server, volume) })],
        NfsServers = ofNfs ? [.. profile.Servers.Select(server => new NfsProfileResource { ServerAddress = server.Name, Profiles = Of(server, volume) })] : [],
    };

    private static IReadOnlyList<ProfileResource> Of(ProfiledServer server, string volume) =>
    [
        .. server.Cumulative is { } cumulative ? (ProfileResource[])[Of(cumulative, "CUMULATIVE", volume)] : [],
        .. server.Interval is { } interval ? (ProfileResource[])[Of(interval, "INTERVAL", volume)] : [],
    ];

    private static ProfileResource Of(ProfileCounts counts, string type, string volume) => new()
    {
        ProfileType = type,
        Duration = counts.Seconds,
        Statistics = [Count(volume, "total.bytes.read", "Bytes read", "bytes", counts.BytesRead), Count(volume, "total.bytes.write", "Bytes written", "bytes", counts.BytesWritten)],
        Blocks = [.. counts.Blocks.Select(block => new BlockProfileResource
        {
            Statistics =
            [
                Count(volume, "block.size", "Least size of the blocks", "bytes", block.Bytes),
                Count(volume, "block.bytes.read", "Reads of that size", "none", block.Reads),
                Count(volume, "block.bytes.write", "Writes of that size", "none", block.Writes),
            ],
        })],
        Operations = [.. counts.Operations.Select(operation => new OperationProfileResource
        {
            Name = operation.Name,
            Statistics =
            [
                Time(volume, "min.latency", "Least time for one, in nanoseconds", operation.Shortest),
                Time(volume, "max.latency", "Most time for one, in nanoseconds", operation.Longest),
                Time(volume, "avg.latency", "Time for one on average, in nanoseconds", operation.Average),
                Count(volume, "hits", "How many", "none", operation.Hits),
            ],
        })],
    };

    // Nothing to be had at an address of its own.
    private static StatisticResource Count(string volume, string name, string description, string unit, long value) =>
        StatisticFactory.Number(volume, name, description, ("counter", "integer", unit), value) with { Href = null };

    private static StatisticResource Time(string volume, string name, string description, double value) =>
        StatisticFactory.Number(volume, name, description, ("gauge", "decimal", "none"), (decimal)value) with { Href = null };
}
