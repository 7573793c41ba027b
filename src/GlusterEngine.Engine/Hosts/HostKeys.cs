using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Ssh;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// The ssh keys by which hosts are recognised. The key that a host shows first is pinned, unless the one who added it named another; from then on a host that
/// shows another one is not spoken to until an administrator accepts it.
/// </summary>
public sealed class HostKeys(IDbContextFactory<EngineDb> databases, SshHostKeyReader reader)
{
    /// <summary>Pins the key of a host that has none yet. A host that does not show one is left for the next look; why it does not, else null.</summary>
    public async Task<string?> PinAsync(Host host, CancellationToken cancellationToken) =>
        host.Transport == HostTransport.Ssh && host.SshHostKey is null ? await ReadAsync(host, cancellationToken) : null;

    /// <summary>Recognises a host that is not written down by the key it shows, for a look at it.</summary>
    public async Task TryAsync(Host host, CancellationToken cancellationToken)
    {
        if (host.Transport == HostTransport.Ssh && (await reader.ReadAsync(SshTarget.Of(host)!, cancellationToken)).Key is { } shown) Apply(host, shown);
    }

    /// <summary>Writes down which key a host shows that was refused for its key, or that there is nothing to refuse any more.</summary>
    public async Task NoteAsync(Host host, bool isUntrusted, CancellationToken cancellationToken)
    {
        if (isUntrusted || (host.SshOfferedKey is not null && host.SshHostKey is not null)) await ReadAsync(host, cancellationToken);
    }

    private async Task<string?> ReadAsync(Host host, CancellationToken cancellationToken)
    {
        var (key, failure) = await reader.ReadAsync(SshTarget.Of(host)!, cancellationToken);
        if (key is not { } shown) return failure!.Text;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await HostRow.LockAsync(db, host.Id, cancellationToken) is not { } row) return null;
        if (Apply(row, shown) is { } told)
            await db.AppendEventsAsync([told with { ClusterId = row.ClusterId, HostId = row.Id }], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        (host.SshFingerprint, host.SshHostKey, host.SshOfferedKey) = (row.SshFingerprint, row.SshHostKey, row.SshOfferedKey);
        return null;
    }

    /// <summary>Brings a row to what its host showed. What there is to tell; null when that is nothing. Pure.</summary>
    internal static EventDraft? Apply(Host row, SshHostKey shown)
    {
        var (text, isNew) = (shown.ToString(), row.SshHostKey is null);
        if (row.SshFingerprint is null || row.SshFingerprint == shown.Fingerprint)
        {
            (row.SshFingerprint, row.SshHostKey, row.SshOfferedKey) = (shown.Fingerprint, text, null);
            return isNew ? new(EventCode.HostSshKeyPinned, EventSeverity.Normal, $"Host {row.Name} is recognised by its ssh key {shown.Fingerprint} from now on.") : null;
        }

        if (row.SshOfferedKey == text) return null;
        row.SshOfferedKey = text;
        return new(EventCode.HostSshKeyChanged, EventSeverity.Alert,
            $"Host {row.Name} shows the ssh key {shown.Fingerprint} instead of {row.SshFingerprint}. Nothing is said to it until it shows the right one, or an administrator accepts the new one.");
    }
}
