using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Engine.Hosts;

/// <summary>Takes the ssh key that a host shows now for its own, after an administrator compared it.</summary>
public sealed class AcceptHostSshKeyCommand(CommandServices services, ConnectionKeeper keeper) : CommandBase<AcceptHostSshKeyParameters, Host>(services)
{
    public override ActionType ActionType => ActionType.AcceptHostSshKey;

    protected override CommandTarget TargetOf(AcceptHostSshKeyParameters parameters) => CommandTarget.Host(parameters.HostId);

    protected override async Task<Prepared<Host>> PrepareAsync(
        EngineDb db, AcceptHostSshKeyParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var host = await HostRow.LockAsync(db, parameters.HostId, cancellationToken);
        if (host is null) return Prepared<Host>.Refuse(Refusals.NotFound("host", parameters.HostId));
        var offered = HostKeyWords.FingerprintOf(host.SshOfferedKey);
        var refusals = SshRefusals.Accept(host, parameters.Fingerprint, offered).ToList();
        if (refusals.Count > 0) return new(refusals);
        var before = host.SshFingerprint;
        (host.SshFingerprint, host.SshHostKey, host.SshOfferedKey) = (offered, host.SshOfferedKey, null);
        await db.AppendEventsAsync([new(EventCode.HostSshKeyAccepted, EventSeverity.Warning, $"The ssh key {offered} of host {host.Name} was accepted in place of {before} by {context.Caller.Name}.")
        {
            ClusterId = host.ClusterId,
            HostId = host.Id,
            UserId = context.Caller.UserId,
            CorrelationId = context.CorrelationId,
        }], cancellationToken);
        return new([], host, async _ =>
        {
            keeper.LookSoon();
            await Services.Schedules.AskSoonAsync(host.ClusterId);
            return new CommandResult<Host>.Done(host);
        });
    }
}
