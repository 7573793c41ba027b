using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Hosts;

/// <summary>How a host leaves the pool of its cluster. Pure.</summary>
internal static class LeaveRule
{
    /// <param name="host">The host, in maintenance.</param>
    /// <param name="pool">The pool as another host of the cluster lists it.</param>
    /// <param name="others">Peers of the cluster's other hosts.</param>
    /// <param name="force">Whether it may leave though it does not hear of it.</param>
    public static LeaveDecision Decide(Host host, IReadOnlyList<PeerDescription> pool, IReadOnlySet<Guid> others, bool force)
    {
        var peer = pool.FirstOrDefault(peer => host.PeerUuid is { } uuid ? peer.Uuid == uuid : peer.Hostname == host.Address);
        if (peer is null || peer.IsSelf || others.Contains(peer.Uuid)) return new LeaveDecision.Forget();
        if (!peer.IsConnected && !force)
        {
            return new LeaveDecision.Refuse(new("ACTION_TYPE_FAILED_HOST_NOT_CONNECTED",
                $"Cannot remove Host. {host.Name} is not connected to the pool: it would not hear that it is detached, and go on to take itself for a member. "
                + "Bring its glusterd up and try again; or say force=true if it is lost for good.", RefusalKind.Conflict));
        }

        return new LeaveDecision.Detach(peer.Uuid, peer.Hostname);
    }

    /// <summary>Keeps a host of which gluster tells bricks, whatever was known of it before.</summary>
    public static LeaveDecision Keep(Host host, LeaveDecision.Detach detach, IReadOnlyList<VolumeDescription> volumes)
    {
        var held = volumes.Where(volume => volume.Bricks.Any(brick => brick.PeerUuid == detach.PeerUuid)).Select(static volume => volume.Name).Order(StringComparer.Ordinal).ToList();
        return held.Count > 0 ? new LeaveDecision.Refuse(HostRemovalRefusals.HoldsBricks(host, held)) : detach;
    }

    /// <summary>Gluster's refusal with what can be done about it.</summary>
    public static GlusterError Explain(GlusterError error) => error with
    {
        Text = $"{error.Text.TrimEnd('.')}. " + error.Meaning switch
        {
            GlusterErrorMeaning.PeerHoldsBricks => "The host stays; move or remove its bricks first.",
            GlusterErrorMeaning.NodeDown => "The host stays; bring all other hosts of the pool up and try again, or say force=true.",
            _ => "The host stays; see what gluster says on the other hosts and try again.",
        },
    };
}
