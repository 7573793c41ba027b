namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>
/// The data folder as PostgreSQL sees it. As root, the folder often lies where PostgreSQL's account may not go (under /root, or in a folder
/// made by mktemp): the account's programs then run in a mount namespace of their own, in which the folder is seen at a place that it may pass.
/// </summary>
internal sealed class PostgresPlace
{
    // The two paths and the command line are arguments of this constant text, never a part of it.
    private const string BindThenRun = "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"";

    private readonly PostgresFolders _folders;
    private readonly PostgresAccount _account;
    private readonly bool _shifted;

    private PostgresPlace(PostgresFolders folders, PostgresAccount account, bool shifted)
    {
        _folders = folders;
        _account = account;
        _shifted = shifted;
    }

    /// <summary>The data folder's path for PostgreSQL.</summary>
    public string Root => _shifted ? _folders.MountPoint : _folders.Root;

    public string Cluster => Path.Combine(Root, "cluster");

    public static async Task<PostgresPlace> FindAsync(PostgresFolders folders, PostgresAccount account, CancellationToken cancellationToken)
    {
        var straight = new PostgresPlace(folders, account, shifted: false);
        if (account.UserId is null || await account.FirstBarrierAsync(folders.Root, cancellationToken) is not { } barrier)
        {
            return straight;
        }

        Directory.CreateDirectory(folders.MountPoint);
        var shifted = new PostgresPlace(folders, account, shifted: true);
        var result = await RunningProgram.RunAsync(shifted.Run(["test", "-x", shifted.Root]), TimeSpan.FromSeconds(10), cancellationToken);
        return result.Succeeded ? shifted : throw new EmbeddedPostgresException(
            $"PostgreSQL runs as the account {account.Name}, which may not pass the folder {barrier} on the way to its data in {folders.Root}, and binding that folder to another place failed ({result}). " +
            $"Let others pass (chmod o+x {barrier}), or set GLUSTERENGINE_DATA to a folder like /var/lib/glusterengine.");
    }

    /// <summary>The command line that runs a command line as the account, with the data folder at <see cref="Root"/>.</summary>
    public IReadOnlyList<string> Run(IReadOnlyList<string> commandLine) => _shifted
        ? ["unshare", "--mount", "--propagation", "private", "sh", "-c", BindThenRun, "sh", _folders.Root, _folders.MountPoint, .. _account.Run(commandLine)]
        : _account.Run(commandLine);
}
