using System.Text;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids bricks that are to be added, and where they lie (spec/rest.md 4). Pure.</summary>
internal static class NewBrickRefusals
{
    // Bytes: PATH_MAX of Linux, without the closing zero.
    private const int LongestDirectory = 4095;

    /// <summary>All reasons against the bricks.</summary>
    /// <param name="bricks">The bricks.</param>
    /// <param name="hosts">Hosts of the cluster that are up.</param>
    /// <param name="used">Bricks of the cluster's volumes, with the volume's name.</param>
    /// <param name="cannot">Begin of a refusal.</param>
    public static IEnumerable<Refusal> Of(
        IReadOnlyList<NewBrick> bricks, IReadOnlyList<VdsHost> hosts, IReadOnlyDictionary<BrickAddress, string> used, string cannot)
    {
        if (bricks.Count == 0) yield return new("ACTION_TYPE_FAILED_BRICKS_REQUIRED", $"{cannot} Bricks are required.", RefusalKind.BadParameters);
        foreach (var brick in bricks.DistinctBy(static brick => brick.HostId).Where(brick => hosts.All(host => host.Id != brick.HostId)))
        {
            yield return new("ACTION_TYPE_FAILED_INVALID_BRICK_SERVER_ID",
                $"{cannot} Invalid server id in brick. {brick.HostId} is no host of this cluster that is up: name one, or bring it up.", RefusalKind.BadParameters);
        }

        foreach (var brick in bricks.Where(static brick => !IsDirectory(brick.Directory)))
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID",
                $"{cannot} Invalid gluster brick. '{Shown(brick.Directory)}' is no directory for a brick: give an absolute path below '/', without spaces, control characters, '//', '.' and '..'.",
                RefusalKind.BadParameters);
        }

        foreach (var brick in bricks.GroupBy(static brick => brick).Where(static group => group.Count() > 1))
            yield return new("ACTION_TYPE_FAILED_DUPLICATE_BRICKS", $"{cannot} Duplicate entries found for brick {Shown(brick.Key.Directory)} of one host.", RefusalKind.Conflict);
        foreach (var address in Addresses(bricks, hosts).Distinct().Where(used.ContainsKey))
            yield return new("ACTION_TYPE_FAILED_BRICK_ALREADY_EXISTS_IN_VOLUME", $"{cannot} Brick {address} is already used by the volume {used[address]}.", RefusalKind.Conflict);
    }

    /// <summary>Where the bricks lie; those of unknown hosts are left out.</summary>
    public static IEnumerable<BrickAddress> Addresses(IEnumerable<NewBrick> bricks, IReadOnlyList<VdsHost> hosts) =>
        from brick in bricks
        let host = hosts.FirstOrDefault(host => host.Id == brick.HostId)
        where host is not null
        select new BrickAddress(host.Address, brick.Directory);

    // Gluster's command line takes a space for the end of the brick.
    private static bool IsDirectory(string directory) =>
        directory.Length > 1 && directory[0] == '/' && Encoding.UTF8.GetByteCount(directory) <= LongestDirectory
        && !directory.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c))
        && directory[1..].Split('/').All(static part => part is not ("" or "." or ".."));

    private static string Shown(string directory) => directory.Length <= 100 ? directory : directory[..100] + "...";
}
