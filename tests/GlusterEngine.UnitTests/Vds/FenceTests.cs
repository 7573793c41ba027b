using System.Runtime.Versioning;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>The fence as a script and step by step, which do the same, with recorded answers in gluster's place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FenceTests : IDisposable
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Cli, GlusterdSocket: null);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly Guid VolumeId = Guid.Parse("569e380c-fad0-429e-9254-3e05b580f99e");
    private static readonly VolumeFence Fence = new("data", [0, 3], 9) { VolumeId = VolumeId };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fence-");

    public FenceTests()
    {
        Answer("info", "volume-info-dist.xml");
        Answer("peers", "pool-list.xml");
        Answer("set", "volume-set.xml");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_is_run_after_the_generation_moved_on(bool isScript)
    {
        Assert.Equal((FenceState.Stamped, 9), await RunAsync(Fence, isScript));
        Assert.Equal(["volume set data user.glusterengine.generation 9", "volume reset data cluster.rebal-throttle"], Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_volume_of_the_name_is_let_alone_though_its_generation_is_an_expected_one(bool isScript)
    {
        Assert.Equal((FenceState.Moved, null), await RunAsync(Fence with { VolumeId = Guid.NewGuid() }, isScript));
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_that_is_not_known_is_not_compared(bool isScript) =>
        Assert.Equal((FenceState.Stamped, 9), await RunAsync(Fence with { VolumeId = null }, isScript));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_a_peer_is_away_a_command_is_run_without_moving_the_generation_on(bool isScript)
    {
        Answer("peers", "pool-list-one-down.xml");

        Assert.Equal((FenceState.Unstamped, 0), await RunAsync(Fence, isScript));
        Assert.Equal(["volume reset data cluster.rebal-throttle"], Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_a_peer_is_away_a_command_that_needs_all_is_not_run(bool isScript)
    {
        Answer("peers", "pool-list-one-down.xml");

        Assert.Equal((FenceState.Away, 0), await RunAsync(Fence with { NeedsAllPeers = true }, isScript));
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_is_it_where_the_generation_stays_as_it_is(bool isScript)
    {
        Answer("peers", "pool-list-one-down.xml");

        Assert.Equal((FenceState.Away, 0), await RunAsync(Fence with { Next = 0, NeedsAllPeers = true }, isScript));
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_where_nobody_can_tell_whether_one_is_away(bool isScript)
    {
        Answer("peers", "volume-info-unknown.xml");

        Assert.Equal((FenceState.Away, 0), await RunAsync(Fence with { NeedsAllPeers = true }, isScript));
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Nor_where_the_generation_was_refused_because_one_just_went_away(bool isScript, bool needsAllPeers)
    {
        Answer("set", "error-volume-set-quorum-lost.xml");
        Answer("peers-after-set", "pool-list-one-down.xml");

        Assert.Equal((needsAllPeers ? FenceState.Away : FenceState.Unstamped, 0), await RunAsync(Fence with { NeedsAllPeers = needsAllPeers }, isScript));
        Assert.Equal(needsAllPeers ? 1 : 2, Said.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_all_peers_there_a_command_that_needs_them_is_run(bool isScript)
    {
        Assert.Equal((FenceState.Stamped, 9), await RunAsync(Fence with { NeedsAllPeers = true }, isScript));
        Assert.Equal(2, Said.Count);
    }

    [Fact]
    public async Task A_gluster_that_goes_away_after_the_generation_moved_on_may_have_done_it_however_soon_that_is()
    {
        File.WriteAllText(PathOf("done"), "Connection failed. Please check if gluster daemon is operational.\n");

        var reply = await new CommandLineChannel(MakeGluster(), TimeProvider.System).SayFencedAsync(
            Host, new VolumeResetVerb("data", "cluster.rebal-throttle"), Fence, (Limit, Limit), CancellationToken.None);

        Assert.Equal(FenceState.Stamped, reply.State);
        Assert.Equal("glusterd went away during GlusterVolume.reset.", Assert.IsType<VdsReply<bool>.Unknown>(reply.Reply).Reason);
    }

    /// <summary>What was said to gluster besides questions.</summary>
    private IReadOnlyList<string> Said => File.Exists(PathOf("said")) ? File.ReadAllLines(PathOf("said")) : [];

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Answer(string question, string recorded) => File.WriteAllText(PathOf(question), RecordedAnswer.Of(recorded).Text);

    private GlusterProcess MakeGluster()
    {
        ProgramFile.Write(PathOf("gluster"), $$"""
            #!/bin/sh
            cd '{{_folder.FullName}}'
            shift 3
            case "$*" in
              'pool list') cat peers ;;
              'volume info data') cat info ;;
              'volume set '*)
                echo "$*" >>said
                [ ! -e peers-after-set ] || mv peers-after-set peers
                cat set
                ;;
              *)
                echo "$*" >>said
                if [ -e done ]; then cat done; exit 1; fi
                cat set
                ;;
            esac

            """);
        return new(Options.Create(new VdsOptions { GlusterProgram = PathOf("gluster") }), TimeProvider.System);
    }

    private async Task<(FenceState State, long? Value)> RunAsync(VolumeFence fence, bool isScript)
    {
        var process = MakeGluster();
        string[] command = ["volume", "reset", "data", "cluster.rebal-throttle"];
        var outcome = isScript
            ? await process.RunFencedAsync(Host, fence, command, (Limit, Limit), CancellationToken.None)
            : await FencedSteps.RunAsync(process, Host, fence, command, (Limit, Limit), CancellationToken.None);
        return (outcome.State, outcome.Value);
    }
}
