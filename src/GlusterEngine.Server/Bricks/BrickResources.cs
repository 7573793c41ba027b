using GlusterEngine.Data;
using GlusterEngine.Model;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Vds.Volumes;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Jobs;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Bricks;

/// <summary>Bricks as the API shows them.</summary>
internal static class BrickResources
{
    /// <summary>Bricks in the order of their volumes, each with the open step that moves its data away.</summary>
    public static async Task<IReadOnlyList<GlusterBrickResource>> LoadAsync(
        EngineDb db, IQueryable<GlusterBrick> bricks, Hrefs hrefs, CancellationToken aborted, bool allContent = false)
    {
        var rows = await (from brick in bricks.AsNoTracking()
                          join volume in db.Volumes on brick.VolumeId equals volume.Id
                          orderby brick.VolumeId, brick.BrickOrder
                          select new { Brick = brick, volume.ClusterId }).ToListAsync(aborted);
        var hosts = await BrickHosts.LoadAsync(db, [.. rows.Select(static row => row.ClusterId).Distinct()], aborted);
        var migrations = await MigrationsAsync(db, [.. rows.Select(static row => row.Brick.VolumeId).Distinct()], hrefs, aborted);
        return
        [
            .. rows.Select(row => Of(row.Brick, row.ClusterId, hosts[row.ClusterId], hrefs, allContent) with
            {
                Migration = migrations.GetValueOrDefault((row.Brick.VolumeId, row.Brick.PeerUuid, row.Brick.BrickDir)),
            }),
        ];
    }

    public static GlusterBrickResource Of(GlusterBrick brick, Guid clusterId, BrickHosts hosts, Hrefs hrefs, bool allContent = false)
    {
        var href = hrefs.Brick(clusterId, brick.VolumeId, brick.Id);
        var resource = new GlusterBrickResource
        {
            Id = brick.Id.ToString(),
            Href = href,
            Name = brick.Address.ToString(),
            Actions = [Hrefs.Link(href, "replace"), Hrefs.Link(href, "reset")],
            Links = [Hrefs.Link(href, "statistics")],
            BrickDirectory = brick.BrickDir,
            ServerId = hosts[brick]?.ToString(),
            Status = brick.Status.ToLowerText(),
            PendingHeals = brick.PendingHeals,
            HealsCountedTime = brick.HealsCountedAt,
            GlusterVolume = VolumeResources.Reference(clusterId, brick.VolumeId, hrefs),
        };
        return !allContent ? resource : resource with
        {
            Device = brick.Device,
            FileSystem = brick.FsName,
            MountOptions = brick.MountOptions,
            ProcessId = brick.Pid,
            Port = brick.Port,
        };
    }

    /// <summary>The open steps that move data off bricks of the volumes.</summary>
    private static async Task<IReadOnlyDictionary<(Guid Volume, Guid Peer, string Directory), StepResource>> MigrationsAsync(
        EngineDb db, Guid[] volumeIds, Hrefs hrefs, CancellationToken aborted)
    {
        var leaving = await (from brick in db.StepTaskBricks.AsNoTracking()
                             join task in db.StepTasks on brick.StepId equals task.StepId
                             join step in db.Steps on brick.StepId equals step.Id
                             where volumeIds.Contains(task.VolumeId) && step.EndTime == null
                             select new { task.VolumeId, brick.PeerUuid, brick.BrickDir, step.Id, step.JobId }).ToListAsync(aborted);
        return leaving.DistinctBy(static brick => (brick.VolumeId, brick.PeerUuid, brick.BrickDir)).ToDictionary(
            static brick => (brick.VolumeId, brick.PeerUuid, brick.BrickDir),
            brick => new StepResource
            {
                Id = brick.Id.ToString(),
                Href = hrefs.Step(brick.JobId, brick.Id),
                Job = new() { Id = brick.JobId.ToString(), Href = hrefs.Job(brick.JobId) },
            });
    }

    /// <summary>The brick with what gluster tells of its process.</summary>
    public static GlusterBrickResource With(this GlusterBrickResource brick, (IReadOnlyList<BrickClient>? Clients, BrickMemory? Memory) details) => brick with
    {
        Clients = details.Clients is null ? null : [.. details.Clients.Select(static client => new GlusterClientResource
        {
            HostName = client.Host,
            ClientPort = client.Port,
            BytesRead = client.BytesRead,
            BytesWritten = client.BytesWritten,
        })],
        MemoryPools = details.Memory is null ? null : [.. details.Memory.Pools.Select(static pool => new MemoryPoolResource
        {
            Name = pool.Name,
            HotCount = pool.HotCount,
            ColdCount = pool.ColdCount,
            PaddedSize = pool.PaddedSize,
            AllocationCount = pool.AllocationCount,
            MaxAllocations = pool.MaxAllocations,
            PoolMisses = pool.PoolMisses,
            MaxStandardAllocations = pool.MaxStandardAllocations,
        })],
    };
}
