using System.Diagnostics;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Ssh;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

/// <summary>The guard as hosts run it, with scripts in the place of programs that need root.</summary>
public sealed class GuardTests : IDisposable
{
    private const string Ready = "glusterengine-ssh 2 ready";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly BrickAddress Brick = new("node1", "/bricks/a b");
    private static readonly BrickAddress Other = new("node2", "/bricks/b");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guard-");

    /// <summary>Each verb, in each of the ways in which it is said.</summary>
    private static readonly (Type Verb, IReadOnlyList<string> CommandLine)[] Said =
    [
        Of(new PeerListVerb()), Of(new PeerProbeVerb("node2.example")), Of(new PeerDetachVerb("node2", Force: false)), Of(new PeerDetachVerb("fe80::1", Force: true)),
        Of(new VolumeInfoVerb()), Of(new VolumeInfoVerb("v")), Of(new VolumeStatusVerb("v")), Of(new TaskListVerb()), Of(new TaskListVerb("v")),
        Of(new BrickClientsVerb("v", Brick)), Of(new BrickMemoryVerb("v", Brick)), Of(new HealCountVerb("v")),
        Of(new VolumeCreateVerb("v", new(ReplicaCount: 3, ArbiterCount: 1, DisperseCount: 0, RedundancyCount: 0), [Brick, Other], Force: true)),
        Of(new VolumeCreateVerb("v", new(ReplicaCount: 0, ArbiterCount: 0, DisperseCount: 0, RedundancyCount: 0), [Brick], Force: false)),
        Of(new VolumeStartVerb("v", Force: false)), Of(new VolumeStartVerb("v", Force: true)), Of(new VolumeStopVerb("v", Force: false)), Of(new VolumeStopVerb("v", Force: true)),
        Of(new VolumeDeleteVerb("v")), Of(new VolumeSetVerb("v", "auth.allow", "10.*, 11.*") { More = [new("nfs.disable", "on")] }),
        Of(new VolumeResetVerb("v", "auth.allow")), Of(new VolumeResetAllVerb("v", Force: false)), Of(new VolumeResetAllVerb("v", Force: true)),
        Of(new ProfileSwitchVerb("v", IsOn: true)), Of(new ProfileSwitchVerb("v", IsOn: false)), Of(new ProfileReadVerb("v", OfNfs: false)), Of(new ProfileReadVerb("v", OfNfs: true)),
        Of(new AddBrickVerb("v", [Brick], ReplicaCount: null, Force: false)), Of(new AddBrickVerb("v", [Brick, Other], ReplicaCount: 2, Force: true)),
        Of(new ReplaceBrickVerb("v", Brick, Other)), Of(new ResetBrickVerb("v", Brick, IsCommit: false)), Of(new ResetBrickVerb("v", Brick, IsCommit: true)),
        Of(new RebalanceStartVerb("v", FixLayout: false, Force: false)), Of(new RebalanceStartVerb("v", FixLayout: false, Force: true)),
        Of(new RebalanceStartVerb("v", FixLayout: true, Force: false)), Of(new RebalanceStartVerb("v", FixLayout: true, Force: true)),
        Of(new RebalanceStatusVerb("v")), Of(new RebalanceStopVerb("v")),
        Of(new RemoveBrickStartVerb("v", [Brick, Other])), Of(new RemoveBrickStatusVerb("v", [Brick])), Of(new RemoveBrickStopVerb("v", [Brick])),
        Of(new RemoveBrickCommitVerb("v", [Brick])), Of(new RemoveBrickForceVerb("v", [Brick], ReplicaCount: 2)), Of(new RemoveBrickForceVerb("v", [Brick], ReplicaCount: null)),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_verb_may_be_said_alone_and_behind_a_fence()
    {
        foreach (var (verb, words) in Said)
        {
            Assert.Equal((verb, Ready), (verb, await FirstLineAsync(SshRequest.Run(words, Limit, Limit).ToText())));
            Assert.Equal((verb, Ready), (verb, await FirstLineAsync(SshRequest.Fenced(new VolumeFence("v", [1], 2) { VolumeId = null }, words, (Limit, Limit), Limit).ToText())));
        }
    }

    [Fact]
    public void No_verb_was_forgotten() => Assert.Equal(
        typeof(VdsVerb<>).Assembly.GetTypes().Where(static type => !type.IsAbstract && IsSaidToGluster(type)).Select(static type => type.Name).Order(StringComparer.Ordinal),
        Said.Select(static said => said.Verb.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("volume get v all")]
    [InlineData("volume top v open")]
    [InlineData("volume heal v")]
    [InlineData("volume heal v full")]
    [InlineData("volume heal v split-brain latest-mtime /f")]
    [InlineData("volume status v")]
    [InlineData("volume status v fd")]
    [InlineData("volume status all detail")]
    [InlineData("volume set help")]
    [InlineData("volume set v option")]
    [InlineData("volume set all cluster.op-version 1")]
    [InlineData("volume reset all")]
    [InlineData("volume rebalance v fix-layout")]
    [InlineData("volume remove-brick v node1:/b")]
    [InlineData("volume replace-brick v node1:/a node1:/b start")]
    [InlineData("volume profile v info clear")]
    [InlineData("volume quota v enable")]
    [InlineData("volume clear-locks v /f kind all inode")]
    [InlineData("volume statedump v")]
    [InlineData("volume create v")]
    [InlineData("volume delete")]
    [InlineData("volume")]
    [InlineData("snapshot create s v")]
    [InlineData("peer status")]
    [InlineData("peer probe -x")]
    public async Task What_no_verb_says_is_refused(string words) => Assert.Contains(
        "is none of the commands that this key may run", await FirstLineAsync(SshRequest.Run(words.Split(' '), Limit, Limit).ToText()), StringComparison.Ordinal);

    [Theory]
    [InlineData("569e380c-fad0-429e-9254-3e05b580f99e", "whole", Ready)]
    [InlineData("569e380c-fad0-429e-9254-3e05b580f99e", "", Ready)]
    [InlineData("", "whole", Ready)]
    [InlineData("569E380C-FAD0-429E-9254-3E05B580F99E", "", "glusterengine-ssh 2 refused '569E380C-FAD0-429E-9254-3E05B580F99E' is no id of a volume.")]
    [InlineData("569e380c-fad0-429e-9254-3e05b580f99", "", "glusterengine-ssh 2 refused '569e380c-fad0-429e-9254-3e05b580f99' is no id of a volume.")]
    [InlineData("3", "", "glusterengine-ssh 2 refused '3' is no id of a volume.")]
    [InlineData("*", "", "glusterengine-ssh 2 refused '*' is no id of a volume.")]
    [InlineData("", "half", "glusterengine-ssh 2 refused 'half' is neither whole nor empty.")]
    public async Task A_fence_is_told_an_id_and_whether_all_peers_have_to_be_there(string id, string whole, string answer) =>
        Assert.Equal(answer, await FirstLineAsync($"glusterengine-ssh 2\nfenced\n10\n10\n9\n1\n2\n10\nv\n{id}\n{whole}\nvolume\ndelete\nv\nend\n"));

    [Fact]
    public async Task What_is_told_reaches_the_fence()
    {
        SetProgram("bash", """shift 2; printf '[%s]' "$@" """);
        var fence = new VolumeFence("v", [1, 3], 4) { VolumeId = Guid.Empty, NeedsAllPeers = true };

        Assert.Equal(
            $"{Ready}\n[fenced.sh][1,3][4][10][v][{Guid.Empty}][whole][gluster][--mode=script][--xml][--][--timeout=10][volume][delete][v]\nglusterengine-ssh 2 ended 0\n",
            await SayAsync(SshRequest.Fenced(fence, ["volume", "delete", "v"], (Limit, Limit), Limit).ToText() + "go\n"));
    }

    [Fact]
    public async Task The_request_of_an_engine_of_another_version_is_refused_by_name() => Assert.Equal(
        "glusterengine-ssh 2 refused This is the guard of 'glusterengine-ssh 2' and the engine speaks 'glusterengine-ssh 1': install the guard that comes with the engine.",
        await FirstLineAsync("glusterengine-ssh 1\nrun\n10\n10\n2\npool\nlist\nend\n"));

    [Theory]
    [InlineData("0")]
    [InlineData("010")]
    [InlineData("-1")]
    [InlineData("1000000")]
    [InlineData("")]
    public async Task Nothing_is_begun_that_might_never_end(string seconds) =>
        Assert.StartsWith("glusterengine-ssh 2 refused ", await FirstLineAsync($"glusterengine-ssh 2\nrun\n{seconds}\n10\n2\npool\nlist\nend\n"), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_is_no_brick_is_not_listed()
    {
        SetProgram("getfattr", "echo 'trusted.glusterfs.volume-id: No such attribute' >&2; exit 1");

        Assert.Equal($"{Ready}\nvolume \n\nglusterengine-ssh 2 ended 1\n", await ScanAsync());
    }

    [Fact]
    public async Task A_brick_is_listed()
    {
        SetProgram("getfattr", """case "$*" in *volume-id*) printf '# file: .\ntrusted.glusterfs.volume-id=0x0f0e0d0c0b0a09080706050403020100\n\n' ;; *) false ;; esac""");

        Assert.Equal($"{Ready}\nvolume 0f0e0d0c0b0a09080706050403020100\npath left behind\nfiles 1\nbytes 5\nstatus 0\n\nglusterengine-ssh 2 ended 0\n", await ScanAsync());
    }

    [Fact]
    public async Task A_look_at_a_brick_that_hangs_is_killed_with_all_that_it_began()
    {
        SetProgram("getfattr", "sleep 600");

        Assert.Equal($"{Ready}\n\nglusterengine-ssh 2 ended 124\n", await ScanAsync(TimeSpan.FromSeconds(1)).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static (Type Verb, IReadOnlyList<string> CommandLine) Of<TReply>(VdsVerb<TReply> verb) => (verb.GetType(), verb.CommandLine);

    private static bool IsSaidToGluster(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!ancestor.IsGenericType) continue;
            if (ancestor.GetGenericTypeDefinition() == typeof(HookVerb<>)) return false;
            if (ancestor.GetGenericTypeDefinition() == typeof(VdsVerb<>)) return true;
        }

        return false;
    }

    private void SetProgram(string name, string script) => ProgramFile.Write(Path.Combine(_folder.FullName, name), "#!/bin/sh\n" + script + "\n");

    private async Task<string> ScanAsync(TimeSpan? limit = null)
    {
        SetProgram("id", "echo 0");
        var brick = _folder.CreateSubdirectory("brick");
        await File.WriteAllTextAsync(Path.Combine(brick.FullName, "left behind"), "12345");
        return await SayAsync(SshRequest.Scan(brick.FullName, limit ?? Limit).ToText());
    }

    private async Task<string> FirstLineAsync(string request) => (await SayAsync(request)).Split('\n')[0];

    /// <summary>All that the guard prints; without the word to go it begins nothing.</summary>
    private async Task<string> SayAsync(string request)
    {
        SetProgram("guard", SshGuard.Script.Replace("PATH=/usr/local/sbin", $"PATH={_folder.FullName}:/usr/local/sbin", StringComparison.Ordinal));
        using var guard = Process.Start(new ProcessStartInfo("sh", [Path.Combine(_folder.FullName, "guard")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = guard.StandardOutput.ReadToEndAsync();
        await guard.StandardInput.WriteAsync(request);
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        return await said;
    }
}
