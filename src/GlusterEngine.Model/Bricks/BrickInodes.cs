namespace GlusterEngine.Model.Bricks;

/// <summary>
/// Files of a brick and inodes in use of a file system of its own. Beside the files lie gluster's own: a fixed number on an empty brick, and
/// under <c>.glusterfs/xx/yy</c> one of 65,536 directories per file, as its gfid falls, so that few files have nearly one each.
/// </summary>
public static class BrickInodes
{
    // Counted on an empty brick of GlusterFS 10.3: 256 directories .glusterfs/xx and a few more.
    private const double Empty = 269;
    private const double Directories = 65_536;

    /// <summary>Inodes in use with so many files, on average; folders of the users' own not counted.</summary>
    public static long Of(long files) => (long)(files + Empty + OwnDirectories(files));

    /// <summary>Files with so many inodes in use, 0 or more.</summary>
    public static long FilesOf(long inodes)
    {
        var wanted = inodes - Empty;
        var (low, high) = (0.0, Math.Max(0, wanted));
        for (var halving = 0; halving < 64; halving++)
        {
            var middle = (low + high) / 2;
            if (middle + OwnDirectories(middle) > wanted) high = middle;
            else low = middle;
        }

        return (long)Math.Round(low);
    }

    private static double OwnDirectories(double files) => Directories * (1 - Math.Exp(-files / Directories));
}
