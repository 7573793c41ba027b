using GlusterEngine.Data.Events;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Engine.Inventory;

/// <summary>
/// Brings rows to what gluster reports, and says what that changed. Works on the given rows only and does no I/O: the caller loads and stores
/// them. What came or went was done with the CLI: of the volumes that commands of the engine change, the caller gives it none.
/// </summary>
internal sealed class InventoryComparer(string clusterName)
{
    private readonly List<EventDraft> events = [];

    /// <summary>Volumes whose throttle the engine itself sets and takes back; that is no news.</summary>
    public IReadOnlySet<Guid> Throttled { get; init; } = new HashSet<Guid>();

    /// <summary>Peers that commands of the engine take in or let go: a look may be from before, and the commands write the rows themselves.</summary>
    public IReadOnlySet<Guid> Touched { get; init; } = new HashSet<Guid>();

    /// <summary>Database time before gluster was asked: no older look at the bricks counts for a volume that was found stopped or started. Null for a command's own look.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>What changed, in words.</summary>
    public IReadOnlyList<EventDraft> Events => events;

    /// <summary>Writes a host's observation into its row.</summary>
    public void Apply(HostObservation seen, DateTimeOffset now)
    {
        var host = seen.Host;
        // Put into maintenance, or activated, after the question: the answer is to what it was before.
        if (host.Status == HostStatus.Maintenance) return;
        if (host.PeerUuid != seen.PeerUuid) host.PeerUuid = seen.PeerUuid;
        if (host.Status == seen.Status && host.StatusDetail == seen.Detail) return;
        if (host.Status != seen.Status)
        {
            host.StatusSince = now;
            var (code, severity, words) = seen.Status switch
            {
                HostStatus.Up => (EventCode.HostUp, EventSeverity.Normal, "answers and is up"),
                HostStatus.Connecting => (EventCode.HostConnecting, EventSeverity.Warning, $"did not answer and is asked again: {seen.Detail}"),
                HostStatus.NonResponsive => (EventCode.HostNonResponsive, EventSeverity.Error, $"does not answer: {seen.Detail}"),
                _ => (EventCode.HostNonOperational, EventSeverity.Error, $"cannot be used: {seen.Detail}"),
            };
            events.Add(new(code, severity, $"Host {host.Name} of cluster {clusterName} {words}") { HostId = host.Id });
        }

        host.Status = seen.Status;
        host.StatusDetail = seen.Detail;
    }

    /// <summary>Compares the pool. The rows to add and to remove; the others are changed in place.</summary>
    public (IReadOnlyList<GlusterServer> Added, IReadOnlyList<GlusterServer> Removed) Compare(
        Guid clusterId, IReadOnlyList<GlusterServer> known, IReadOnlyList<PeerDescription> peers)
    {
        var rows = known.ToDictionary(static server => server.PeerUuid);
        var isFirst = known.Count == 0;
        var added = new List<GlusterServer>();
        foreach (var peer in peers)
        {
            var status = peer.IsConnected ? PeerStatus.Connected : PeerStatus.Disconnected;
            if (!rows.Remove(peer.Uuid, out var row))
            {
                if (Touched.Contains(peer.Uuid)) continue;
                added.Add(new() { PeerUuid = peer.Uuid, ClusterId = clusterId, Hostname = peer.Hostname, Status = status });
                if (!isFirst) Tell(EventCode.GlusterServerAddedFromCli, EventSeverity.Warning, $"Peer {peer.Hostname} joined the pool of cluster {clusterName}.");
                continue;
            }

            if (row.Status != status) TellPeer(peer, status);
            (row.Hostname, row.Status) = (peer.Hostname, status);
        }

        var left = rows.Values.Where(gone => !Touched.Contains(gone.PeerUuid)).ToList();
        foreach (var gone in left)
            Tell(EventCode.GlusterServerRemovedFromCli, EventSeverity.Alert, $"Peer {gone.Hostname} left the pool of cluster {clusterName}.");
        return (added, left);
    }

    /// <summary>Compares the volumes. The rows to add and those gluster does not list any more; the others are changed in place.</summary>
    public (IReadOnlyList<GlusterVolume> Added, IReadOnlyList<GlusterVolume> Unlisted) Compare(
        Guid clusterId, IReadOnlyList<GlusterVolume> known, IReadOnlyList<VolumeDescription> described)
    {
        var rows = known.ToDictionary(static volume => volume.Id);
        var added = new List<GlusterVolume>();
        foreach (var volume in described)
        {
            if (rows.Remove(volume.Id, out var row)) Update(row, volume);
            else added.Add(Create(clusterId, volume));
        }

        return (added, [.. rows.Values]);
    }

    /// <summary>Says that a volume is gone.</summary>
    public void Removed(GlusterVolume volume) =>
        Tell(EventCode.GlusterVolumeDeletedFromCli, EventSeverity.Alert, $"Detected that volume {volume.Name} of cluster {clusterName} was deleted from the CLI.", volume);

    /// <summary>Writes brick states of a started volume; a brick that is not in the reply belongs to a node that is away.</summary>
    public void Apply(GlusterVolume volume, IReadOnlyList<BrickState> states)
    {
        foreach (var brick in volume.Bricks)
        {
            var state = states.FirstOrDefault(state => state.Address == brick.Address);
            SetStatus(volume, brick, state is { IsOnline: true } ? GlusterBrickStatus.Up : GlusterBrickStatus.Down);
            (brick.Pid, brick.Port) = (state?.Pid, state?.Port);
            if (state is null) continue;
            (brick.TotalBytes, brick.FreeBytes) = (state.TotalBytes, state.FreeBytes);
            brick.BlockBytes = state.BlockBytes;
            (brick.TotalInodes, brick.FreeInodes) = (state.TotalInodes, state.FreeInodes);
            (brick.Device, brick.FsName, brick.MountOptions) = (state.Device, state.FsName, state.MountOptions);
        }
    }

    private GlusterVolume Create(Guid clusterId, VolumeDescription volume)
    {
        var row = new GlusterVolume
        {
            Id = volume.Id,
            ClusterId = clusterId,
            Name = volume.Name,
            Type = volume.Type,
            Status = volume.Status,
            ReplicaCount = volume.ReplicaCount,
            ArbiterCount = volume.ArbiterCount,
            DisperseCount = volume.DisperseCount,
            RedundancyCount = volume.RedundancyCount,
            TransportTypes = [.. volume.TransportTypes],
            SnapshotCount = volume.SnapshotCount ?? 0,
            BricksLookAt = Began,
        };
        row.Bricks.AddRange(volume.Bricks.Select((brick, order) => Create(row, brick, order)));
        row.Options.AddRange(OptionsOf(volume).Select(option => new GlusterVolumeOption { VolumeId = row.Id, Name = option.Key, Value = option.Value }));
        Tell(EventCode.GlusterVolumeCreatedFromCli, EventSeverity.Warning, $"Detected new volume {row.Name} in cluster {clusterName}.", row);
        return row;
    }

    private static GlusterBrick Create(GlusterVolume volume, BrickDescription brick, int order) => new()
    {
        Id = Guid.CreateVersion7(),
        VolumeId = volume.Id,
        ServerName = brick.Address.Host,
        BrickDir = brick.Address.Directory,
        PeerUuid = brick.PeerUuid,
        BrickOrder = order,
        IsArbiter = brick.IsArbiter,
        Status = Unseen(volume.Status),
    };

    /// <summary>Until the heavier look: a brick of a stopped volume is down, that of any other is not known.</summary>
    private static GlusterBrickStatus Unseen(GlusterVolumeStatus volume) =>
        volume == GlusterVolumeStatus.Down ? GlusterBrickStatus.Down : GlusterBrickStatus.Unknown;

    private void Update(GlusterVolume row, VolumeDescription volume)
    {
        var shape = (volume.Type, volume.ReplicaCount, volume.ArbiterCount, volume.DisperseCount, volume.RedundancyCount);
        if ((row.Type, row.ReplicaCount, row.ArbiterCount, row.DisperseCount, row.RedundancyCount) != shape)
        {
            (row.Type, row.ReplicaCount, row.ArbiterCount, row.DisperseCount, row.RedundancyCount) = shape;
            Tell(EventCode.GlusterVolumePropertiesChangedFromCli, EventSeverity.Warning, $"Detected changed properties of volume {row.Name} of cluster {clusterName}.", row);
        }

        if (row.Name != volume.Name) row.Name = volume.Name;
        row.SnapshotCount = volume.SnapshotCount ?? row.SnapshotCount;
        if (!row.TransportTypes.SequenceEqual(volume.TransportTypes, StringComparer.Ordinal)) row.TransportTypes = [.. volume.TransportTypes];
        UpdateStatus(row, volume.Status);
        UpdateBricks(row, volume);
        UpdateOptions(row, volume);
    }

    private void UpdateStatus(GlusterVolume row, GlusterVolumeStatus status)
    {
        if (row.Status == status) return;
        row.Status = status;
        foreach (var brick in row.Bricks) (brick.Status, brick.Pid, brick.Port) = (Unseen(status), null, null);
        row.BricksLookAt = Began ?? row.BricksLookAt;
        if (status == GlusterVolumeStatus.Unknown) return;
        var isUp = status == GlusterVolumeStatus.Up;
        Tell(isUp ? EventCode.GlusterVolumeStartedFromCli : EventCode.GlusterVolumeStoppedFromCli, EventSeverity.Warning,
            $"Detected that volume {row.Name} of cluster {clusterName} was {(isUp ? "started" : "stopped")} from the CLI.", row);
    }

    private void UpdateBricks(GlusterVolume row, VolumeDescription volume)
    {
        var gone = row.Bricks.ToDictionary(static brick => brick.Address);
        for (var order = 0; order < volume.Bricks.Count; order++)
        {
            var described = volume.Bricks[order];
            if (gone.Remove(described.Address, out var brick))
            {
                (brick.BrickOrder, brick.PeerUuid, brick.IsArbiter) = (order, described.PeerUuid, described.IsArbiter);
                continue;
            }

            row.Bricks.Add(Create(row, described, order));
            Tell(EventCode.GlusterVolumeBrickAddedFromCli, EventSeverity.Warning, $"Detected new brick {described.Address} of volume {row.Name} of cluster {clusterName}.", row);
        }

        foreach (var brick in gone.Values)
        {
            row.Bricks.Remove(brick);
            Tell(EventCode.GlusterVolumeBrickRemovedFromCli, EventSeverity.Alert, $"Detected that brick {brick.Address} left volume {row.Name} of cluster {clusterName}.", row);
        }
    }

    /// <summary>The options that are its users' business.</summary>
    private static IEnumerable<KeyValuePair<string, string>> OptionsOf(VolumeDescription volume) =>
        volume.Options.Where(static option => option.Key != VolumeFence.Option);

    private void UpdateOptions(GlusterVolume row, VolumeDescription volume)
    {
        var gone = row.Options.ToDictionary(static option => option.Name, StringComparer.Ordinal);
        foreach (var (name, value) in OptionsOf(volume))
        {
            if (!gone.Remove(name, out var option))
            {
                row.Options.Add(new() { VolumeId = row.Id, Name = name, Value = value });
                TellOption(EventCode.GlusterVolumeOptionSetFromCli, name, $"{name}={value} set", row);
            }
            else if (option.Value != value)
            {
                option.Value = value;
                TellOption(EventCode.GlusterVolumeOptionChangedFromCli, name, $"{name} changed to {value}", row);
            }
        }

        foreach (var option in gone.Values)
        {
            row.Options.Remove(option);
            TellOption(EventCode.GlusterVolumeOptionResetFromCli, option.Name, $"{option.Name} reset", row);
        }
    }

    private void TellOption(EventCode code, string name, string what, GlusterVolume row)
    {
        if (name == Throttles.Option && Throttled.Contains(row.Id)) return;
        Tell(code, EventSeverity.Warning, $"Detected option {what} on volume {row.Name} of cluster {clusterName}.", row);
    }

    private void SetStatus(GlusterVolume volume, GlusterBrick brick, GlusterBrickStatus status)
    {
        var before = brick.Status;
        brick.Status = status;
        if (before == status || (before == GlusterBrickStatus.Unknown && status == GlusterBrickStatus.Up)) return;
        var isUp = status == GlusterBrickStatus.Up;
        Tell(EventCode.GlusterBrickStatusChanged, isUp ? EventSeverity.Normal : EventSeverity.Alert,
            $"Brick {brick.Address} of volume {volume.Name} of cluster {clusterName} is {(isUp ? "up" : "down")}.", volume);
    }

    private void TellPeer(PeerDescription peer, PeerStatus status)
    {
        var isConnected = status == PeerStatus.Connected;
        Tell(isConnected ? EventCode.GlusterServerConnected : EventCode.GlusterServerDisconnected, isConnected ? EventSeverity.Normal : EventSeverity.Alert,
            $"Peer {peer.Hostname} of cluster {clusterName} is {(isConnected ? "connected again" : "disconnected")}.");
    }

    private void Tell(EventCode code, EventSeverity severity, string text, GlusterVolume? volume = null) =>
        events.Add(new(code, severity, text) { VolumeId = volume?.Id });
}
