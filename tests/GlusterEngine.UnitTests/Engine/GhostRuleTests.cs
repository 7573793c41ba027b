using GlusterEngine.Engine.Ghosts;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>Which of the tasks that hosts show are ghosts, and when to look.</summary>
public sealed class GhostRuleTests
{
    private static readonly Guid One = new("11111111-0000-0000-0000-000000000000");
    private static readonly Guid Two = new("22222222-0000-0000-0000-000000000000");
    private static readonly DateTimeOffset Now = TaskScene.Now;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    // What each host shows of the volume: 1 or 2 a task, - none, space: the volume did not answer there. Then the hosts with a ghost.
    [Theory]
    [InlineData("111", "")]
    [InlineData("---", "")]
    [InlineData("1--", "a1")]
    [InlineData("--1", "c1")]
    [InlineData("11-", "")]
    [InlineData("22-", "")]
    [InlineData("122", "a1")]
    [InlineData("12-", "a1 b2")]
    [InlineData("1 -", "a1")]
    [InlineData("1  ", "")]
    [InlineData("1-", "a1")]
    [InlineData("2-", "")]
    [InlineData("2--", "a2")]
    [InlineData("1", "")]
    [InlineData("", "")]
    [InlineData("11---", "a1 b1")]
    [InlineData("22--", "")]
    [InlineData("11--", "a1 b1")]
    public void A_task_that_fewer_hosts_show_than_do_not_is_a_ghost(string shown, string ghosts)
    {
        // Task 2 is followed by an open step, which decides between equal halves.
        var found = GhostRule.Find([.. shown.Select((task, index) => Host(index, ("v", task)))], new HashSet<Guid> { Two });

        Assert.Equal(ghosts, string.Join(' ', found.Select(static ghost => $"{ghost.Host.Name}{(ghost.TaskId == One ? 1 : 2)}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Volumes_are_judged_each_by_itself()
    {
        var found = GhostRule.Find([Host(0, ("v", '1'), ("w", '2')), Host(1, ("v", '-'), ("w", '2')), Host(2, ("v", '-'))], new HashSet<Guid>());

        var ghost = Assert.Single(found);
        Assert.Equal(("v", One, GlusterTaskType.Rebalance, "a"), (ghost.Volume, ghost.TaskId, ghost.TaskType, ghost.Host.Name));
    }

    // Seconds before now: hosts up since, last look, wanted from.
    [Theory]
    [InlineData("100 100 100", null, null, true)]
    [InlineData("100 100 100", 50, null, false)]
    [InlineData("100 100 30", 50, null, true)]
    [InlineData("100 100 30", 15, null, false)]
    [InlineData("100 100 30", 16, null, true)]
    [InlineData("100 100 10", 50, null, false)]
    [InlineData("100 100 100", 50, 40, true)]
    [InlineData("100 100 100", 40, 50, false)]
    [InlineData("100 100 100", 40, 40, false)]
    [InlineData("100 100 100", 50, -10, false)]
    [InlineData("100 100 10", 50, 1, true)]
    [InlineData("100 10 10", 50, 1, false)]
    [InlineData("100", null, 1, false)]
    [InlineData("", null, 1, false)]
    public void A_look_is_due_after_a_host_came_up_or_somebody_asked(string up, int? last, int? wanted, bool isDue) => Assert.Equal(
        isDue,
        GhostRule.IsDue([.. up.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static seconds => Ago(int.Parse(seconds)))], Ago(last), Ago(wanted), Now, Fresh));

    // The open task and the task gluster listed last, as the engine knows them; what is shown; * for a volume that did not answer.
    [Theory]
    [InlineData("own", "own", "own", false)]
    [InlineData("own", "own", "-", true)]
    [InlineData("own", "own", "foreign", true)]
    [InlineData("own", "own", "*", false)]
    [InlineData("-", "own", "own", false)]
    [InlineData("-", "own", "-", false)]
    [InlineData("-", "own", "foreign", true)]
    [InlineData("-", "-", "foreign", true)]
    [InlineData("start", "own", "-", false)]
    [InlineData("start", "own", "foreign", true)]
    [InlineData("in flight", "own", "foreign", false)]
    public void What_a_host_shows_differs_from_what_is_known(string open, string last, string shown, bool differs)
    {
        var task = TaskScene.Following with { InFlight = open == "in flight" };
        var known = new ClusterTasks(
            "c", [], [TaskScene.Volume with { KnownTask = IdOf(last) }], open == "-" ? [] : [task with { State = task.State with { ExternalId = IdOf(open) } }], Now);
        GlusterTask? listed = IdOf(shown) is { } id ? new(id, GlusterTaskType.Rebalance, GlusterTaskStatus.InProgress, []) : null;
        var view = new ClusterTaskView("a", IsEvidence: true, shown == "*" ? new Dictionary<string, VolumeTaskView>() : new() { ["data"] = new(listed) });

        Assert.Equal(differs, GhostRule.Differ(known, view));
    }

    private static Guid? IdOf(string task) => task switch { "own" => TaskScene.Own, "foreign" => TaskScene.Foreign, _ => null };

    private static DateTimeOffset Ago(int seconds) => Now.AddSeconds(-seconds);

    private static DateTimeOffset? Ago(int? seconds) => seconds is { } count ? Ago(count) : null;

    private static HostTaskList Host(int index, params (string Volume, char Task)[] shown)
    {
        var name = ((char)('a' + index)).ToString();
        var host = new VdsHost(new Guid(index + 1, 0, 0, new byte[8]), VolumeSketch.ClusterId, name, name, Model.Hosts.HostTransport.Cli, GlusterdSocket: null);
        return HostTaskList.Of(host, [.. shown.Where(static volume => volume.Task != ' ').Select(static volume => new VolumeTasks(volume.Volume, TasksOf(volume.Task)))]);
    }

    private static IReadOnlyList<GlusterTask> TasksOf(char task) =>
        task == '-' ? [] : [new(task == '1' ? One : Two, GlusterTaskType.Rebalance, GlusterTaskStatus.InProgress, [])];
}
