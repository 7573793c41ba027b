using System.Globalization;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Locks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Bricks;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Engines;
using GlusterEngine.Server.Entry;
using GlusterEngine.Server.Events;
using GlusterEngine.Server.Hooks;
using GlusterEngine.Server.Hosts;
using GlusterEngine.Server.Jobs;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Statistics;
using GlusterEngine.Server.Users;
using GlusterEngine.Server.Virtualization;
using GlusterEngine.Server.Volumes;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Ghosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Virtualization;

namespace GlusterEngine.Server.Swagger;

/// <summary>
/// One sample per type of resource, made as answers are made: from entities, by the same code. It is a rebalance of the volume <c>data</c>.
/// </summary>
internal static class ExampleResources
{
    private static readonly Guid ClusterId = Id(1);
    private static readonly Guid HostId = Id(2);
    private static readonly Guid PeerUuid = Id(3);
    private static readonly Guid VolumeId = Id(4);
    private static readonly Guid JobId = Id(6);
    private static readonly Guid UserId = Id(7);
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-03-02T10:00:00+00:00", CultureInfo.InvariantCulture);
    private static readonly Hrefs Hrefs = new(new DefaultHttpContext());

    private static readonly GlusterBrick LeavingBrick = new()
    {
        Id = Id(5),
        VolumeId = VolumeId,
        ServerName = "192.0.2.11",
        BrickDir = "/bricks/data",
        PeerUuid = PeerUuid,
        Status = GlusterBrickStatus.Up,
        TotalBytes = 4L << 40,
        FreeBytes = 1L << 40,
    };

    private static readonly LeaseHolder Lease = new()
    {
        ClusterId = ClusterId,
        VolumeId = VolumeId,
        JobId = JobId,
        StepId = Id(9),
        JobDescription = "Rebalancing Gluster Volume data in Cluster production",
        EngineId = "gluster-admin1-4711",
        HostId = HostId,
        HostName = "gluster1",
        Generation = 42,
        Stamp = 42,
        Since = Start,
    };

    private static readonly Step Working = new()
    {
        Id = Id(9),
        ParentStepId = Id(8),
        JobId = JobId,
        StepType = StepType.RebalancingVolume,
        Description = "Rebalancing Gluster Volume data in Cluster production.( IN PROGRESS Files [scanned: 61000, moved: 4200, failed: 0, skipped: 0], Total size moved: 98.44 GiB)",
        Status = JobExecutionStatus.Started,
        StartTime = Start,
        CorrelationId = "nightly-7",
        ExternalId = Id(10),
        ExternalSystemType = ExternalSystemType.Gluster,
        Progress = 32,
    };

    private static readonly StepTaskNode Counters = new()
    {
        StepId = Working.Id,
        PeerUuid = PeerUuid,
        Status = GlusterTaskStatus.InProgress,
        Files = 4200,
        Bytes = 105_700_000_000,
        Scanned = 61_000,
        Failed = 0,
        Skipped = 0,
        RunTime = 312,
    };

    private static readonly Dictionary<Type, object> Resources = Make();

    public static JobResource Job => (JobResource)Resources[typeof(JobResource)];

    public static StepResource StepReference => new() { Id = Working.Id.ToString(), Href = Hrefs.Step(JobId, Working.Id) };

    public static JobResource JobReference => new() { Id = JobId.ToString(), Href = Hrefs.Job(JobId) };

    public static FaultResource Fault => (FaultResource)Resources[typeof(FaultResource)];

    /// <summary>The sample of a resource, or a collection with one; null for types that are no resources.</summary>
    public static object? Of(Type type) => Resources.GetValueOrDefault(type);

    private static Dictionary<Type, object> Make()
    {
        var samples = new Dictionary<Type, object>
        {
            [typeof(CollectionResource<MacPoolResource>)] = new CollectionResource<MacPoolResource>(),
            [typeof(FaultResource)] = new FaultResource { Reason = "Operation Failed", Detail = "[Cannot start rebalance on Gluster Volume. Rebalance is running on the volume data in cluster production.]" },
        };
        var cluster = new Cluster { Id = ClusterId, Name = "production", Description = "Storage of the main site" };
        var volume = Volume();
        Add(samples, EntryController.Describe(Hrefs, UserId, Start, new() { Active = 3, Total = 3 }, new() { Active = 1, Total = 1 }));
        Add(samples, ClusterResources.Of(cluster, Hrefs));
        Add(samples, VirtualMachines.Policy(Hrefs));
        Add(samples, HostResources.Of(
            new() { Id = HostId, ClusterId = ClusterId, Name = "gluster1", Address = "192.0.2.11", Transport = HostTransport.Cli, Status = HostStatus.Up }, Hrefs));
        Add(samples, ConnectionResources.Of(
            new() { Cid = Id(11), HostId = HostId, IsOwn = true },
            new("ssh://root@192.0.2.11", IsConnected: true, Start, TimeSpan.FromMilliseconds(0.7), LastError: null, LastErrorTime: null), uri: null, Hrefs));
        Add(samples, VolumeResources.Of(volume, Lease, Hrefs));
        Add(samples, BrickResources.Of(LeavingBrick, ClusterId, new(new() { [PeerUuid] = HostId }), Hrefs));
        Add(samples, StepStatistics.Of(Working, (Counters, new(Counters.PeerUuid)), HostId, Hrefs).First());
        Add(samples, EngineResources.Of(new("gluster-admin1-4711", Start, Start.AddHours(2), IsAlive: true, [new(ClusterId, "production", Start.AddHours(2))]), Hrefs));
        Add(samples, new GhostResource
        {
            TaskId = Id(10).ToString(),
            Type = "rebalance",
            Since = Start,
            Host = HostResources.Reference(HostId, Hrefs) with { Name = "gluster1" },
            Cure = "Stop glusterd on gluster1, POST cureghost, and start glusterd again.",
        });
        Add(samples, HookResources.Whole(Hook(), Hrefs));
        Add(samples, JobResources.Of(Rebalance(), Hrefs));
        Add(samples, JobResources.Of(Working, Task(), Hrefs).With(Estimate()));
        Add(samples, UserResources.Of(new() { Id = UserId, Name = AdministratorSetup.Name, PasswordHash = "" }, Hrefs));
        Add(samples, SampleResources.Of(Sample(), HostId, Hrefs.Step(JobId, Working.Id), Hrefs));
        Add(samples, EventResources.Of(Started(), Names, Hrefs));
        Add(samples, MigrationResources.Of(MigrationPlan.Of(volume, [LeavingBrick], new HashSet<(Guid, string)>())));
        Add(samples, MigrationResources.Of(Gate()));
        return samples;
    }

    private static void Add<T>(Dictionary<Type, object> samples, T sample)
        where T : class
    {
        samples[typeof(T)] = sample;
        samples[typeof(CollectionResource<T>)] = new CollectionResource<T> { Items = [sample] };
    }

    private static GlusterVolume Volume() => new()
    {
        Id = VolumeId,
        ClusterId = ClusterId,
        Name = "data",
        Type = GlusterVolumeType.Distribute,
        Status = GlusterVolumeStatus.Up,
        ReplicaCount = 1,
        TransportTypes = ["tcp"],
        Options = [new() { VolumeId = VolumeId, Name = "cluster.min-free-disk", Value = "10%" }],
        Bricks =
        [
            LeavingBrick,
            new() { Id = Id(11), VolumeId = VolumeId, ServerName = "192.0.2.12", BrickDir = "/bricks/data", PeerUuid = Id(12), BrickOrder = 1, TotalBytes = 8L << 40, FreeBytes = 7L << 40 },
        ],
    };

    private static GlusterHook Hook() => new()
    {
        Id = Id(13),
        ClusterId = ClusterId,
        Command = "start",
        Stage = HookStage.Post,
        Name = "30samba-start.sh",
        Status = HookStatus.Enabled,
        ContentType = HookContentType.Text,
        Checksum = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
        Content = "#!/bin/sh\n"u8.ToArray(),
        ServerHooks = [new() { HookId = Id(13), HostId = HostId, Status = HookStatus.Missing }],
    };

    private static Job Rebalance() => new()
    {
        Id = JobId,
        ActionType = ActionType.StartRebalanceGlusterVolume,
        Description = "Rebalancing Gluster Volume data in Cluster production",
        Status = JobExecutionStatus.Started,
        OwnerId = UserId,
        StartTime = Start,
        LastUpdateTime = Start.AddSeconds(312),
        CorrelationId = "nightly-7",
    };

    private static StepTask Task() => new()
    {
        StepId = Working.Id,
        JobId = JobId,
        ClusterId = ClusterId,
        VolumeId = VolumeId,
        VolumeName = "data",
        TaskType = GlusterTaskType.Rebalance,
        NodesExpected = 3,
        NodesAnswered = 3,
        Health = TaskHealth.Progressing,
        HealthSince = Start,
    };

    private static TaskEstimate Estimate() => new()
    {
        FilesPerSecond = 13.5,
        BytesPerSecond = 338_000_000,
        End = new(Start.AddMinutes(14), Start.AddMinutes(16), Start.AddMinutes(21)),
        Basis = "bytes to move",
    };

    private static StepTaskSample Sample() => new()
    {
        Id = 4711,
        StepId = Counters.StepId,
        PeerUuid = Counters.PeerUuid,
        TakenAt = Start.AddSeconds(312),
        Status = Counters.Status,
        Files = Counters.Files,
        Bytes = Counters.Bytes,
        Scanned = Counters.Scanned,
        Failed = Counters.Failed,
        Skipped = Counters.Skipped,
        RunTime = Counters.RunTime,
    };

    private static EventNames Names => new()
    {
        Clusters = new Dictionary<Guid, string> { [ClusterId] = "production" },
        Users = new Dictionary<Guid, string> { [UserId] = "admin" },
    };

    private static EngineEvent Started() => new()
    {
        Id = 123,
        Code = EventCode.GlusterVolumeRebalanceStart,
        Severity = EventSeverity.Normal,
        Time = Start,
        Description = "Gluster Volume data of cluster production: start rebalance on was accepted by gluster.",
        CorrelationId = "nightly-7",
        ClusterId = ClusterId,
        UserId = UserId,
    };

    private static GateReport Gate() => new(
        [new("LEFTOVER_FILES", "2 files are left on 192.0.2.11:/bricks/data.", "Copy them to the mounted volume, or commit with override and a reason.", MayBeOverridden: true)],
        [LeavingBrick.Address.ToString()], ["/reports/a", "/reports/b"], LeftoverFiles: 2, LeftoverBytes: 81_920)
    {
        Time = Start.AddHours(1),
    };

    private static Guid Id(int number) => new($"0190c5d2-7a10-7000-8000-{number:x12}");
}
