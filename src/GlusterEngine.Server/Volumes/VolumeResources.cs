using GlusterEngine.Data;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Model;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Volumes;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Volumes;

/// <summary>Volumes as the API shows them.</summary>
internal static class VolumeResources
{
    private static readonly string[] Actions =
    [
        "getprofilestatistics", "rebalance", "resetalloptions", "resetoption", "setoption", "start", "startprofile", "stop", "stopprofile", "stoprebalance",
        "throttle", "cureghost", "releaselease", "resync",
    ];

    /// <summary>Volumes by name, each with who holds its lease.</summary>
    public static async Task<IReadOnlyList<GlusterVolumeResource>> LoadAsync(EngineDb db, IQueryable<GlusterVolume> volumes, Hrefs hrefs, CancellationToken aborted)
    {
        var rows = await volumes.AsNoTracking().Include(static volume => volume.Options).OrderBy(static volume => volume.Name).ThenBy(static volume => volume.Id)
            .AsSplitQuery().ToListAsync(aborted);
        var clusters = rows.Select(static volume => volume.ClusterId).Distinct().ToArray();
        var leases = await LeaseHolders.Of(db, clusters).AsNoTracking().ToDictionaryAsync(static holder => holder.VolumeId, aborted);
        return [.. rows.Select(volume => Of(volume, leases.GetValueOrDefault(volume.Id), hrefs))];
    }

    public static GlusterVolumeResource Of(GlusterVolume volume, LeaseHolder? lease, Hrefs hrefs)
    {
        var href = hrefs.Volume(volume.ClusterId, volume.Id);
        return new()
        {
            Id = volume.Id.ToString(),
            Href = href,
            Name = volume.Name,
            Actions = [.. Actions.Select(action => Hrefs.Link(href, action))],
            Links = [Hrefs.Link(href, "glusterbricks"), Hrefs.Link(href, "statistics"), Hrefs.Link(href, "ghosts")],
            DisperseCount = volume.DisperseCount,
            RedundancyCount = volume.RedundancyCount,
            // Gluster calls one copy a replica count of 1; oVirt 0, for not applicable.
            ReplicaCount = volume.ReplicaCount > 1 ? volume.ReplicaCount : 0,
            StripeCount = 0,
            Status = volume.Status.ToLowerText(),
            VolumeType = volume.Type.ToLowerText(),
            TransportTypes = volume.TransportTypes,
            Options = [.. volume.Options.OrderBy(static option => option.Name, StringComparer.Ordinal).Select(static option => new OptionResource { Name = option.Name, Value = option.Value })],
            Cluster = ClusterResources.Reference(volume.ClusterId, hrefs),
            Lease = lease is null ? null : LeaseResources.Of(lease, hrefs),
        };
    }

    public static GlusterVolumeResource Reference(Guid clusterId, Guid id, Hrefs hrefs) => new() { Id = id.ToString(), Href = hrefs.Volume(clusterId, id) };
}
