using System.Globalization;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>Whom PostgreSQL runs as: the engine's own user, or, when that is root, an account without rights.</summary>
internal sealed record PostgresAccount(string Name, int? UserId, int? GroupId)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static async Task<PostgresAccount> ChooseAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new PostgresAccount(Environment.UserName, UserId: null, GroupId: null);
        }

        string[] names = options.Account.Length > 0 ? [options.Account] : ["postgres", "nobody"];
        foreach (var name in names)
        {
            if (await IdAsync("-u", name, cancellationToken) is { } user && await IdAsync("-g", name, cancellationToken) is { } group && user != 0)
            {
                return new PostgresAccount(name, user, group);
            }
        }

        throw new EmbeddedPostgresException(
            $"The engine runs as root, which PostgreSQL refuses, and found no other account of the name {string.Join(" or ", names)} to run it as. " +
            "Create one (useradd --system postgres), name one in Database:Account, or run the engine as a normal user.");
    }

    /// <summary>The command line that runs a command line as this account.</summary>
    public IReadOnlyList<string> Run(IReadOnlyList<string> commandLine) => UserId is null
        ? commandLine
        : ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--no-new-privs", .. commandLine];

    /// <summary>The first folder on the way to this one that the account may not pass, or null.</summary>
    public async Task<string?> FirstBarrierAsync(string folder, CancellationToken cancellationToken)
    {
        var barrier = await MayPassAsync(folder, cancellationToken) ? null : folder;
        for (var parent = Path.GetDirectoryName(folder); barrier is not null && parent is not null; parent = Path.GetDirectoryName(parent))
        {
            barrier = await MayPassAsync(parent, cancellationToken) ? barrier : parent;
        }

        return barrier;
    }

    /// <summary>Gives a folder to the account alone.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (UserId is null)
        {
            return;
        }

        var result = await RunningProgram.RunAsync(["chown", "-R", "-h", $"{UserId}:{GroupId}", folder], Deadline, cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"The folder {folder} cannot be given to the account {Name}: chown ended with {result}. Use a data folder on a file system that has owners.");
        }
    }

    private async Task<bool> MayPassAsync(string folder, CancellationToken cancellationToken) =>
        (await RunningProgram.RunAsync(Run(["test", "-x", folder]), Deadline, cancellationToken)).Succeeded;

    private static async Task<int?> IdAsync(string which, string name, CancellationToken cancellationToken)
    {
        var result = await RunningProgram.RunAsync(["id", which, name], Deadline, cancellationToken);
        return result.Succeeded && int.TryParse(result.Output, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
