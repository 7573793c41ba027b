using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Connections;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Engine.Hosts;

/// <summary>
/// Adds a host to a cluster, and takes it into the pool of the cluster's other hosts unless it is there. A host that does not answer yet may be added; it is not
/// probed then. One that is in another pool is never probed, and not added.
/// </summary>
public sealed class AddHostCommand(CommandServices services, HostKeys keys, ConnectionKeeper keeper, PoolLook look) : HostChangeCommand<AddHostParameters>(services, keeper)
{
    public override ActionType ActionType => ActionType.AddHost;

    private protected override bool FailureTakesRowAlong => true;

    protected override CommandTarget TargetOf(AddHostParameters parameters) => new CommandTarget.InCluster(
        parameters.ClusterId, parameters.ClusterName ?? "Default", HostRefusals.NoCluster(parameters));

    protected override Guid? IdOf(ChangedHost result) => result.Host.Id;

    protected override async Task<Prepared<ChangedHost>> PrepareAsync(
        EngineDb db, AddHostParameters parameters, CommandContext context, CancellationToken cancellationToken)
    {
        var (refusals, host, cluster) = await AddAsync(db, parameters, cancellationToken);
        if (host is null) return new(refusals);
        var intent = HostChangeIntent.Write(db, host, (ActionType, cluster!, IsDone: false), context, (Services.Engine, await db.NowAsync(cancellationToken)));
        var hosts = await db.UpHostsOfAsync(host.ClusterId, cancellationToken);
        var foreign = await db.ForeignPeersOfAsync(host.ClusterId, cancellationToken);
        var added = new ChangedHost(host, intent.Change.JobId, intent.Change.StepId);
        return new([], added, stopping => ChangeAsync(added, () => JoinAsync(added, intent, (hosts, foreign), context, stopping)), token => RehearseAsync(host, intent.Cluster, (hosts, foreign), token))
        {
            IsWritten = intent.IsAwaitedAsync,
        };
    }

    /// <summary>Adds the rows of a host, on a database whose transaction is open. The host and the name of its cluster, or why it cannot be added.</summary>
    internal static async Task<(IReadOnlyList<Refusal> Refusals, Host? Host, string? Cluster)> AddAsync(EngineDb db, AddHostParameters parameters, CancellationToken cancellationToken)
    {
        var cluster = await FindClusterAsync(db, parameters, cancellationToken);
        if (parameters.Transport is null)
            parameters = HostReach.Complete(parameters, cluster is null ? null : HostReach.Example(await db.HostsOf(cluster.Id).ToListAsync(cancellationToken)));
        var refusals = HostRefusals.Add(parameters).Concat(await TakenAsync(db, parameters, cluster, cancellationToken)).ToList();
        if (refusals.Count > 0) return (refusals, null, null);
        var host = new Host
        {
            Id = Guid.CreateVersion7(),
            ClusterId = cluster!.Id,
            Name = parameters.Name!,
            Description = parameters.Description,
            Comment = parameters.Comment,
            Address = parameters.Address!,
            Transport = parameters.Transport!.Value,
            GlusterdSocket = parameters.GlusterdSocket,
            SshAddress = parameters.Ssh?.Address,
            SshUser = parameters.Ssh?.User,
            SshPort = parameters.Ssh?.Port,
            SshUsesSudo = parameters.Ssh?.UsesSudo ?? false,
            SshFingerprint = parameters.Ssh?.Fingerprint,
            Status = HostStatus.Unassigned,
        };
        db.Add(host);
        db.Add(new HostConnection { Cid = Guid.CreateVersion7(), HostId = host.Id, IsOwn = true });
        return ([], host, cluster.Name);
    }

    private async Task<CommandResult<ChangedHost>> RehearseAsync(
        Host host, string cluster, (IReadOnlyList<VdsHost> Hosts, IReadOnlyDictionary<Guid, string> Foreign) others, CancellationToken cancellationToken)
    {
        await keys.TryAsync(host, cancellationToken);
        var scene = await LookAsync(host, cluster, others, cancellationToken);
        return JoinRule.Decide(scene) is JoinDecision.Refuse refuse
            ? new CommandResult<ChangedHost>.Refused([refuse.Reason])
            : new CommandResult<ChangedHost>.Rehearsed(Plan: null, Gate: null);
    }

    private async Task<CommandResult<ChangedHost>> JoinAsync(
        ChangedHost added, HostChangeIntent intent, (IReadOnlyList<VdsHost> Hosts, IReadOnlyDictionary<Guid, string> Foreign) others, CommandContext context, CancellationToken stopping)
    {
        await keys.PinAsync(added.Host, stopping);
        var decision = JoinRule.Decide(await LookAsync(added.Host, intent.Cluster, others, stopping));
        return decision switch
        {
            JoinDecision.Refuse refuse => await FailAsync(intent, refuse.Reason.Text, new CommandResult<ChangedHost>.Refused([refuse.Reason]), context),
            JoinDecision.Probe probe => await ProbeAsync(added, intent, (others.Hosts, probe.PeerUuid), context, stopping),
            _ => await AddedAsync(added, intent, (PeerUuid: null, Told: null, ((JoinDecision.Leave)decision).Why), context),
        };
    }

    /// <summary>How the host stands to the pool. Nobody is asked where the cluster has no other host that is up.</summary>
    private async Task<JoinScene> LookAsync(
        Host host, string cluster, (IReadOnlyList<VdsHost> Hosts, IReadOnlyDictionary<Guid, string> Foreign) others, CancellationToken cancellationToken)
    {
        if (others.Hosts.Count == 0) return new(host.Name, cluster, Own: null, Pool: null);
        var own = await look.AskAsync([VdsHost.Of(host)], cancellationToken);
        var pool = own.Peers is null ? own : await look.AskAsync(others.Hosts, cancellationToken);
        return new(host.Name, cluster, own.Peers, own.Peers is null ? null : pool.Peers)
        {
            ForeignPeers = others.Foreign,
            Problem = (own.Problem ?? pool.Problem) is { } problem
                ? $"Whether it is in the pool is not known, so it was not probed: {problem}. Unless it turns out to be a peer, remove it and add it again when both answer."
                : null,
        };
    }

    private async Task<CommandResult<ChangedHost>> ProbeAsync(
        ChangedHost added, HostChangeIntent intent, (IReadOnlyList<VdsHost> Hosts, Guid PeerUuid) pool, CommandContext context, CancellationToken stopping)
    {
        if (!await intent.BeginAsync(Services, pool.PeerUuid, stopping)) return new CommandResult<ChangedHost>.OutcomeUnknown("Another engine looks after it.", added);
        var (told, reply) = await SayAsync(intent, pool.Hosts, new PeerProbeVerb(intent.Change.Address), stopping);
        var (isIn, list) = reply is VdsReply<bool>.Answered { Value: true } or VdsReply<bool>.Unknown && told is not null
            ? await look.AwaitAsync(pool.Hosts, told, peers => peers.Any(peer => peer.Uuid == pool.PeerUuid && peer.IsConnected), stopping)
            : (false, null);
        if (isIn) return await AddedAsync(added, intent, (pool.PeerUuid, told!.Name, Why: null), context);
        switch (reply)
        {
            case VdsReply<bool>.Refused refused:
                return await FailAsync(intent, refused.Error.Text, new CommandResult<ChangedHost>.GlusterRefused(Explain(refused.Error), added), context);
            case VdsReply<bool>.Unreachable unreachable:
                return await FailAsync(intent, unreachable.Reason, new CommandResult<ChangedHost>.Unreachable(unreachable.Reason, added), context);
            case VdsReply<bool>.Answered { Value: false }:
                return await FailAsync(intent, OwnAddress(intent, told!), Refuse(OwnAddress(intent, told!)), context);
            case VdsReply<bool>.Answered when list is not null && !list.Any(peer => peer.Uuid == pool.PeerUuid):
                var other = $"Gluster took in what answers at {intent.Change.Address}, and that is not the gluster that was asked as {intent.Change.HostName}. "
                    + "Look at the pool (gluster pool list), detach what does not belong there, and give the host the address that the other hosts know it by.";
                return await FailAsync(intent, other, Refuse(other), context);
        }

        var reason = reply is VdsReply<bool>.Unknown unknown ? unknown.Reason : "the pool does not list it as connected yet";
        return await UnknownAsync(intent, added, reason, context);
    }

    private static string OwnAddress(HostChangeIntent intent, VdsHost told) =>
        $"Host {told.Name} takes {intent.Change.Address} for its own address, so nothing was probed. Give the address that the other hosts know it by.";

    private static CommandResult<ChangedHost>.Refused Refuse(string text) =>
        new([new Refusal("ACTION_TYPE_FAILED_INVALID_VDS_HOSTNAME", $"Cannot add Host. {text}", RefusalKind.Conflict)]);

    private static GlusterError Explain(GlusterError error) => error with
    {
        Text = $"{error.Text.TrimEnd('.')}. " + error.Meaning switch
        {
            GlusterErrorMeaning.PeerOfAnotherPool => "It was not added; detach it from its pool, or delete its volumes, first.",
            GlusterErrorMeaning.PeerUnreachable => "It was not added; the other hosts must reach its glusterd under this address.",
            _ => "It was not added.",
        },
    };

    private Task<CommandResult<ChangedHost>> AddedAsync(ChangedHost added, HostChangeIntent intent, (Guid? PeerUuid, string? Told, string? Why) how, CommandContext context)
    {
        var about = About(intent, context);
        var told = HostChangeText.Added(intent.Change.HostName, intent.Cluster, context.Caller.Name, how.Why, about);
        IReadOnlyList<EventDraft> events = how.Told is { } by ? [told, HostChangeText.Joined(intent.Change.HostName, intent.Cluster, by, about)] : [told];
        return DoneAsync(intent, added, db => HostChangeResults.AddedAsync(db, intent.Change, how.PeerUuid, events));
    }

    private static Task<Cluster?> FindClusterAsync(EngineDb db, AddHostParameters parameters, CancellationToken cancellationToken)
    {
        if (parameters.ClusterId is { } id) return db.Clusters.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        var name = parameters.ClusterName ?? "Default";
        return db.Clusters.SingleOrDefaultAsync(c => c.Name == name, cancellationToken);
    }

    private static async Task<IReadOnlyList<Refusal>> TakenAsync(
        EngineDb db, AddHostParameters parameters, Cluster? cluster, CancellationToken cancellationToken)
    {
        var refusals = new List<Refusal>();
        if (await db.Hosts.AnyAsync(h => h.Name == parameters.Name, cancellationToken)) refusals.Add(Refusals.NameTaken("host", parameters.Name!));
        if (cluster is null)
        {
            refusals.Add(HostRefusals.NoCluster(parameters));
        }
        else if (await db.Hosts.AnyAsync(h => h.ClusterId == cluster.Id && h.Address == parameters.Address, cancellationToken))
        {
            refusals.Add(new("ACTION_TYPE_FAILED_VDS_WITH_SAME_HOST_EXIST",
                $"Cannot add Host. Cluster {cluster.Name} has a host with address {parameters.Address} already.", RefusalKind.Conflict));
        }

        return refusals;
    }
}
