using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>How verbs are said to VDSM, and how the shapes of spec/vdsm.md 4 are read.</summary>
public sealed class VdsmVerbTests
{
    private static readonly Guid Uuid = Guid.Parse("9785d71c-0000-4000-8000-000000000001");
    private static readonly BrickAddress Brick = new("127.1.2.3", "/b/d1");

    [Fact]
    public void Verbs_name_every_parameter_of_the_schema_in_its_spelling()
    {
        Assert.Equal(["GlusterHost.list {}"], Said(new PeerListVerb()));
        Assert.Equal(["""GlusterHost.add {"hostName":"h"}"""], Said(new PeerProbeVerb("h")));
        Assert.Equal(["""GlusterHost.remove {"hostName":"h","force":true}"""], Said(new PeerDetachVerb("h", Force: true)));
        Assert.Equal(["""GlusterVolume.list {"volumeName":null,"remoteServer":null}"""], Said(new VolumeInfoVerb()));
        Assert.Equal(["""GlusterVolume.list {"volumeName":"v","remoteServer":null}"""], Said(new VolumeInfoVerb("v")));
        Assert.Equal(
            ["""GlusterVolume.status {"volumeName":"v","brick":null,"statusOption":null}""", """GlusterVolume.status {"volumeName":"v","brick":null,"statusOption":"detail"}"""],
            Said(new VolumeStatusVerb("v")));
        Assert.Equal(["""GlusterVolume.set {"volumeName":"v","option":"o","value":"x"}"""], Said(new VolumeSetVerb("v", "o", "x")));
        Assert.Equal(["""GlusterVolume.reset {"volumeName":"v","option":"o","force":false}"""], Said(new VolumeResetVerb("v", "o")));
        Assert.Equal(["""GlusterVolume.reset {"volumeName":"v","option":"o","force":true}"""], Said(new VolumeResetVerb("v", "o", Force: true)));
        Assert.Empty(Said(new VolumeSetVerb("v", "o", "x") { More = [KeyValuePair.Create("p", "y")] }));
        Assert.Equal(["""GlusterVolume.healInfo {"volumeName":"v"}"""], Said(new HealCountVerb("v")));
        Assert.Equal(["""GlusterTask.list {"taskID":[]}"""], Said(new TaskListVerb()));
        Assert.Equal(["""GlusterVolume.status {"volumeName":"v","brick":null,"statusOption":null}""", """GlusterTask.list {"taskID":[]}"""], Said(new TaskListVerb("v")));
        Assert.Equal(["""GlusterVolume.rebalanceStart {"volumeName":"v","rebalanceType":"","force":true}"""], Said(new RebalanceStartVerb("v", FixLayout: false, Force: true)));
        Assert.Equal(["""GlusterVolume.rebalanceStart {"volumeName":"v","rebalanceType":"fix-layout","force":false}"""], Said(new RebalanceStartVerb("v", FixLayout: true, Force: false)));
        Assert.Equal(["""GlusterVolume.rebalanceStatus {"volumeName":"v"}"""], Said(new RebalanceStatusVerb("v")));
        Assert.Equal(["""GlusterVolume.rebalanceStop {"volumeName":"v","force":false}"""], Said(new RebalanceStopVerb("v")));
        Assert.Equal([$$"""GlusterVolume.removeBrickStart {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":0}"""], Said(new RemoveBrickStartVerb("v", [Brick])));
        Assert.Equal([$$"""GlusterVolume.removeBrickStatus {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":0}"""], Said(new RemoveBrickStatusVerb("v", [Brick])));
        Assert.Equal([$$"""GlusterVolume.removeBrickStop {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":0}"""], Said(new RemoveBrickStopVerb("v", [Brick])));
        Assert.Equal([$$"""GlusterVolume.removeBrickCommit {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":0}"""], Said(new RemoveBrickCommitVerb("v", [Brick])));
        Assert.Equal([$$"""GlusterVolume.removeBrickForce {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":2}"""], Said(new RemoveBrickForceVerb("v", [Brick], ReplicaCount: 2)));
    }

    [Fact]
    public void Changes_of_volumes_name_every_parameter_of_the_schema_in_its_spelling()
    {
        Assert.Equal(
            [$$"""GlusterVolume.create {"volumeName":"v","bricklist":["{{Brick}}"],"replicaCount":3,"stripeCount":0,"transportList":["tcp","rdma"],"force":true,"arbiter":true}"""],
            Said(new VolumeCreateVerb("v", new(ReplicaCount: 3, ArbiterCount: 1, 0, 0) { Transports = ["tcp", "rdma"] }, [Brick], Force: true)));
        Assert.Equal(
            [$$"""GlusterVolume.create {"volumeName":"v","bricklist":["{{Brick}}"],"replicaCount":0,"stripeCount":0,"transportList":[],"force":false,"arbiter":false}"""],
            Said(new VolumeCreateVerb("v", new(0, 0, 0, 0), [Brick], Force: false)));
        Assert.Empty(Said(new VolumeCreateVerb("v", new(0, 0, DisperseCount: 3, RedundancyCount: 1), [Brick], Force: false)));
        Assert.Equal(["""GlusterVolume.start {"volumeName":"v","force":true}"""], Said(new VolumeStartVerb("v", Force: true)));
        Assert.Equal(["""GlusterVolume.stop {"volumeName":"v","force":false}"""], Said(new VolumeStopVerb("v", Force: false)));
        Assert.Equal(["""GlusterVolume.delete {"volumeName":"v"}"""], Said(new VolumeDeleteVerb("v")));
        Assert.Equal(["""GlusterVolume.reset {"volumeName":"v","option":"","force":true}"""], Said(new VolumeResetAllVerb("v", Force: true)));
        Assert.Equal(["""GlusterVolume.profileStart {"volumeName":"v"}"""], Said(new ProfileSwitchVerb("v", IsOn: true)));
        Assert.Equal(["""GlusterVolume.profileStop {"volumeName":"v"}"""], Said(new ProfileSwitchVerb("v", IsOn: false)));
        Assert.Equal(["""GlusterVolume.profileInfo {"volumeName":"v","nfs":true}"""], Said(new ProfileReadVerb("v", OfNfs: true)));
        Assert.Equal(
            [$$"""GlusterVolume.addBrick {"volumeName":"v","brickList":["{{Brick}}"],"replicaCount":0,"stripeCount":0,"force":false}"""], Said(new AddBrickVerb("v", [Brick], ReplicaCount: null, Force: false)));
        Assert.Equal(
            [$$"""GlusterVolume.replaceBrickCommitForce {"volumeName":"v","existingBrick":"{{Brick}}","newBrick":"h:/b"}"""], Said(new ReplaceBrickVerb("v", Brick, new("h", "/b"))));
        Assert.Equal([$$"""GlusterVolume.resetBrickStart {"volumeName":"v","existingBrick":"{{Brick}}"}"""], Said(new ResetBrickVerb("v", Brick, IsCommit: false)));
        Assert.Equal([$$"""GlusterVolume.resetBrickCommitForce {"volumeName":"v","existingBrick":"{{Brick}}"}"""], Said(new ResetBrickVerb("v", Brick, IsCommit: true)));
        Assert.Equal([$$"""GlusterVolume.status {"volumeName":"v","brick":"{{Brick}}","statusOption":"clients"}"""], Said(new BrickClientsVerb("v", Brick)));
        Assert.Equal([$$"""GlusterVolume.status {"volumeName":"v","brick":"{{Brick}}","statusOption":"mem"}"""], Said(new BrickMemoryVerb("v", Brick)));
    }

    [Fact]
    public void A_profile_tells_what_there_was()
    {
        var server = Assert.Single(new ProfileReadVerb("rep3", OfNfs: false).ParseVdsm([VdsmShape.Profile]).Servers);

        Assert.Equal(("127.1.2.1:/b/r", 17, 512, 1024), (server.Name, server.Cumulative!.Seconds, server.Cumulative.BytesRead, server.Cumulative.BytesWritten));
        Assert.Equal([new BlockCount(512, 1, 2)], server.Cumulative.Blocks);
        Assert.Equal([new OperationCount("LOOKUP", 3, 1.5, 1, 2)], server.Cumulative.Operations);
    }

    [Fact]
    public void Clients_and_memory_are_those_of_the_brick()
    {
        var brick = new BrickAddress("127.1.2.1", "/b/r");

        Assert.Equal([new BrickClient("127.0.0.1", 49078, 4940, 5348)], new BrickClientsVerb("rep3", brick).ParseVdsm([VdsmShape.Clients]));
        var memory = new BrickMemoryVerb("rep3", brick).ParseVdsm([VdsmShape.Memory]);
        Assert.Equal(6266880, memory.Malloc["arena"]);
        Assert.Equal([new MemoryPool("rep3-server:fd_t", 4, 1020, 140, 8, 5, 0, 0)], memory.Pools);
        Assert.Throws<FormatException>(() => new BrickMemoryVerb("rep3", Brick).ParseVdsm([VdsmShape.Memory]));
    }

    [Fact]
    public void Verbs_about_hooks_name_the_checksum_as_each_of_them_wants_it()
    {
        const string hook = "\"glusterCmd\":\"start\",\"hookLevel\":\"POST\",\"hookName\":\"30one.sh\"";
        var (name, content) = (HookName.Parse("start", "post", "30one.sh")!, new HookContent("x"u8.ToArray()));

        Assert.Equal(["GlusterHook.list {}"], Said(new HookListVerb()));
        Assert.Equal([$"GlusterHook.read {{{hook}}}"], Said(new HookReadVerb(name)));
        Assert.Equal([$"GlusterHook.enable {{{hook}}}"], Said(new HookEnableVerb(name)));
        Assert.Equal([$"GlusterHook.disable {{{hook}}}"], Said(new HookDisableVerb(name)));
        Assert.Equal([$"GlusterHook.remove {{{hook}}}"], Said(new HookRemoveVerb(name)));
        Assert.Equal([$"GlusterHook.add {{{hook},\"hookData\":\"eA==\",\"checksum\":\"{content.Checksum}\",\"enable\":true}}"], Said(new HookAddVerb(name, content, IsEnabled: true)));
        Assert.Equal([$"GlusterHook.update {{{hook},\"hookData\":\"eA==\",\"hookChecksum\":\"{content.Checksum}\"}}"], Said(new HookUpdateVerb(name, content)));
    }

    [Fact]
    public void Hooks_are_listed_in_order_and_names_that_make_no_safe_path_are_passed_over() => Assert.Equal(
        [
            new(HookName.Parse("start", "post", "30samba-start.sh")!, IsEnabled: true, HookContentType.Text, new string('a', 64)),
            new(HookName.Parse("stop", "pre", "9tool")!, IsEnabled: false, HookContentType.Binary, new string('b', 64)),
        ],
        new HookListVerb().ParseVdsm([VdsmShape.Hooks]));

    [Fact]
    public void A_volume_is_described_like_by_gluster()
    {
        var volume = Assert.Single(new VolumeInfoVerb("rep3").ParseVdsm([VdsmShape.Volumes]));

        Assert.Equal(
            (VdsmShape.VolumeId, "rep3", GlusterVolumeType.Replicate, GlusterVolumeStatus.Up, 3, 0, 0, 0),
            (volume.Id, volume.Name, volume.Type, volume.Status, volume.ReplicaCount, volume.ArbiterCount, volume.DisperseCount, volume.RedundancyCount));
        Assert.Equal(["tcp"], volume.TransportTypes);
        Assert.Equal([new BrickDescription(new("127.1.2.1", "/b/r"), Uuid, IsArbiter: false)], volume.Bricks);
        Assert.Equal("on", volume.Options["nfs.disable"]);
    }

    [Fact]
    public void States_and_capacities_come_together_and_daemons_are_no_bricks()
    {
        var bricks = new VolumeStatusVerb("rep3").ParseVdsm([VdsmShape.Status, VdsmShape.Detail]);

        Assert.Equal(
            [
                new BrickState(new("127.1.2.1", "/b/r"), Uuid, IsOnline: true, Pid: 14873, Port: 56215, TotalBytes: 270553174016, FreeBytes: 1 << 20, "/dev/vda", "ext4", "rw,relatime") { BlockBytes = 4096 },
                new BrickState(new("127.1.2.3", "/b/r"), Uuid, IsOnline: false, Pid: null, Port: null, TotalBytes: null, FreeBytes: null, Device: null, FsName: null, MountOptions: null),
            ],
            bricks.Select(Rounded));

        // Three decimals of a MiB are a kB.
        static BrickState Rounded(BrickState brick) => brick.TotalBytes is { } total && Math.Abs(total - 270553174016) < 1024 ? brick with { TotalBytes = 270553174016 } : brick;
    }

    [Fact]
    public void The_first_host_is_the_one_that_answers_whatever_it_calls_itself() => Assert.Equal(
        [new PeerDescription(Uuid, "localhost", IsConnected: true, IsSelf: true), new PeerDescription(VdsmShape.VolumeId, "127.1.2.2", IsConnected: false, IsSelf: false)],
        new PeerListVerb().ParseVdsm([VdsmShape.Hosts]));

    [Fact]
    public void Tasks_are_listed_by_volume()
    {
        var all = new TaskListVerb().ParseVdsm([VdsmShape.Tasks]);

        Assert.Equal(["dist1", "dist2"], all.Select(static volume => volume.Volume));
        Assert.Equivalent(new GlusterTask(VdsmShape.VolumeId, GlusterTaskType.Rebalance, GlusterTaskStatus.InProgress, []), Assert.Single(all[0].Tasks));
        Assert.Equivalent(new GlusterTask(Uuid, GlusterTaskType.RemoveBrick, GlusterTaskStatus.Completed, [Brick]), Assert.Single(all[1].Tasks));
        Assert.Empty(Assert.Single(new TaskListVerb("idle").ParseVdsm([VdsmShape.Status, VdsmShape.Tasks])).Tasks);
    }

    [Fact]
    public void Counters_are_read_per_node()
    {
        var report = new RebalanceStatusVerb("dist1").ParseVdsm([VdsmShape.Report]);

        Assert.Null(report.TaskId);
        Assert.Equal([new NodeReport(Uuid, GlusterTaskStatus.FixLayoutInProgress, Files: 5, Bytes: 1310720, Scanned: 168, Failed: 1, Skipped: 2, RunTime: 1.5)], report.Nodes);
    }

    [Fact]
    public void Heals_are_counted_where_the_brick_answered() => Assert.Equal(
        [new BrickHealCount(new("127.1.2.1", "/b/r"), Entries: 7), new BrickHealCount(new("127.1.2.2", "/b/r"), Entries: null)],
        new HealCountVerb("rep3").ParseVdsm([VdsmShape.Heals]));

    [Fact]
    public void Results_with_missing_or_strange_members_are_FormatExceptions_and_nothing_else()
    {
        var random = new Random(20_261);
        foreach (var (parse, shapes) in VdsmShape.Parsers)
        {
            for (var number = 0; number < 3000; number++)
            {
                var altered = shapes.Select(shape => VdsmShape.Alter(random, shape)).ToList();
                try
                {
                    Assert.NotNull(parse(altered));
                }
                catch (FormatException)
                {
                    // Said to be one thing or nothing.
                }
            }
        }
    }

    private static IEnumerable<string> Said<TReply>(VdsVerb<TReply> verb) => verb.VdsmRequests.Select(static request => $"{request.Method} {request.Parameters.ToJsonString()}");
}
