using GlusterEngine.Data;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Says a verb to the hosts of a cluster in turn as long as it provably never began, and waits out what passes in a moment: somebody else's hold on gluster's
/// own lock, a task's last file. Never says it twice.
/// </summary>
/// <param name="services">Database, clock and log.</param>
/// <param name="action">The command.</param>
/// <param name="target">Name of the volume or host that it changes.</param>
internal sealed class HostsInTurn(CommandServices services, ActionType action, string target)
{
    /// <summary>Asked right before each time the verb is said: why it must not be any more, null while it may. Where nobody can tell, nothing is said.</summary>
    public Func<EngineDb, VdsHost, CancellationToken, Task<string?>>? Forbids { get; init; }

    /// <summary>Which refusals pass by themselves besides those that always do.</summary>
    public Func<GlusterErrorMeaning, bool> Passes { get; init; } = static _ => false;

    /// <returns>Who was told, or asked last, and what came of it; no host where there is none.</returns>
    public async Task<(VdsHost? Told, VdsReply<T> Reply)> SayAsync<T>(
        IReadOnlyList<VdsHost> hosts, Func<VdsHost, CancellationToken, Task<VdsReply<T>>> say, CancellationToken stopping)
    {
        VdsHost? told = null;
        VdsReply<T> reply = new VdsReply<T>.Unreachable("No host of the cluster is up.");
        foreach (var host in hosts)
        {
            told = host;
            try
            {
                reply = await GlusterLockRetry.RunAsync(
                    async () => await TryForbidAsync(host, stopping) is { } forbidden ? new VdsReply<T>.Unreachable(forbidden) : await say(host, stopping), Passes, services.Time, stopping);
            }
            catch (OperationCanceledException)
            {
                reply = new VdsReply<T>.Unknown("The engine was stopped while it waited for gluster.");
            }

            if (reply is not VdsReply<T>.Unreachable unreachable) break;
            Log.HostUnreachable(services.Logger, action, target, host.Name, unreachable.Reason);
        }

        return (told, reply);
    }

    private async Task<string?> TryForbidAsync(VdsHost host, CancellationToken stopping)
    {
        if (Forbids is null) return null;
        try
        {
            await using var db = await services.Databases.CreateDbContextAsync(stopping);
            return await Forbids(db, host, stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.LeaseNotChecked(services.Logger, exception, action, target);
            return "The database could not tell whether the lease is still held.";
        }
    }
}
