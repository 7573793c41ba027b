using System.Text;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids bricks because of the files that each glusterd keeps of them, which are named after volume, host and directory. Pure.</summary>
internal static class BrickFileRefusals
{
    // Bytes: NAME_MAX of Linux.
    private const int LongestName = 255;

    /// <summary>All reasons against the bricks.</summary>
    /// <param name="volume">Name of the volume.</param>
    /// <param name="bricks">Where the bricks lie.</param>
    /// <param name="cannot">Begin of a refusal.</param>
    public static IEnumerable<Refusal> Of(string volume, IEnumerable<BrickAddress> bricks, string cannot) =>
        from brick in bricks.Distinct()
        let length = Encoding.UTF8.GetByteCount(FileName(volume, brick))
        where length > LongestName
        select new Refusal("ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID",
            $"{cannot} Invalid gluster brick. Gluster names a file VOLUME.HOST.DIRECTORY.vol after each brick; for one on {brick.Host} this takes {length} bytes, "
            + $"and a name of a file has at most {LongestName}. Choose a shorter directory or a shorter name of the volume.",
            RefusalKind.BadParameters);

    private static string FileName(string volume, BrickAddress brick) => $"{volume}.{brick.Host}.{brick.Directory.TrimStart('/').Replace('/', '-')}.vol";
}
