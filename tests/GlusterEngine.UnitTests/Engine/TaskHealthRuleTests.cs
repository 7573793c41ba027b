using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskHealthRuleTests
{
    private static readonly Dictionary<Guid, string> Names = new() { [Peers.Of(1)] = "zoe", [Peers.Of(2)] = "adam" };

    [Theory]
    [InlineData(1, "+ + + !")]
    [InlineData(2, "+ !")]
    [InlineData(5, "+ !")]
    [InlineData(60, "+ !")]
    public void A_node_that_stands_still_is_stalled_after_two_looks_and_some_seconds(int interval, string looks)
    {
        var found = Enumerable.Range(1, looks.Split(' ').Length).Select(look => Look(interval, TimeSpan.FromSeconds(look * interval)));
        Assert.Equal(looks, string.Join(' ', found.Select(static state => state.Health == TaskHealth.Stalled ? '!' : '+')));
    }

    [Fact]
    public void A_living_node_is_never_stalled_however_slow_its_files_are() => Prop.ForAll(
        Gen.Choose(1, 300).ArrayOf(720).ToArbitrary(),
        static tenths =>
        {
            var (task, time) = (Following with { Nodes = [Node(1) with { RunTime = 0 }], NodesChangedAt = Changed(Now, 1) }, Now);
            foreach (var wait in tenths)
            {
                time += TimeSpan.FromSeconds(wait / 10.0);
                // Nothing but the run time moves, in whole seconds.
                TaskNode[] nodes = [Node(1) with { RunTime = Math.Floor((time - Now).TotalSeconds) }];
                Assert.Equal(TaskHealth.Progressing, Apply(task, Sees(Task(Own), nodes), time).Health);
                if (!task.Nodes.Contains(nodes[0])) task = task with { Nodes = nodes, NodesChangedAt = Changed(time, 1) };
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nodes_that_stand_still_are_named_in_order_those_without_name_by_id() => Assert.Equal(
        $"Nodes {Peers.Of(3)}, adam, zoe say that they are in progress, but nothing moves there. "
        + "Look at their rebalance process and disk; stop the task and start it again when the process is dead.",
        Apply(Following with { NodesChangedAt = Changed(Now, 1, 2, 3) }, Sees(Task(Own), Node(1), Node(2), Node(3)), Now.AddMinutes(1)).HealthDetail);

    [Fact]
    public void One_node_that_stands_still_is_enough()
    {
        var task = Following with { NodesChangedAt = Changed(Now, 1, 2, 3) };
        var state = Apply(task, Sees(Task(Own), Node(1, files: 9), Node(2), Node(3, files: 9)), Now.AddMinutes(1));
        Assert.Equal(TaskHealth.Stalled, state.Health);
        Assert.StartsWith("Nodes adam say", state.HealthDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GlusterTaskStatus.InProgress, TaskHealth.Stalled)]
    [InlineData(GlusterTaskStatus.FixLayoutInProgress, TaskHealth.Stalled)]
    [InlineData(GlusterTaskStatus.Completed, TaskHealth.Unresponsive)]
    [InlineData(GlusterTaskStatus.NotStarted, TaskHealth.Unresponsive)]
    [InlineData(GlusterTaskStatus.Failed, TaskHealth.Unresponsive)]
    public void Only_a_node_that_says_it_works_can_be_stalled(GlusterTaskStatus status, TaskHealth health) => Assert.Equal(
        health,
        Apply(Following with { Nodes = [Node(1, status)], NodesChangedAt = Changed(Now, 1) }, Sees(Task(Own), Node(1, status)), Now.AddHours(1)).Health);

    [Theory]
    [InlineData(59, TaskHealth.Progressing)]
    [InlineData(60, TaskHealth.Unresponsive)]
    public void A_task_whose_other_nodes_are_done_says_for_which_it_waits(int seconds, TaskHealth health)
    {
        var task = Following with { Nodes = Nodes(GlusterTaskStatus.Completed)[..2], NodesChangedAt = Changed(Now, 1, 2) };
        var state = Apply(task, Sees(Task(Own, GlusterTaskStatus.Completed), [.. task.Nodes, Node(3, GlusterTaskStatus.NotStarted)]), Now.AddSeconds(seconds));
        Assert.Equal(health, state.Health);
        Assert.Equal(health == TaskHealth.Unresponsive, state.HealthDetail?.Contains($"{Peers.Of(3)}, which should work on it, did not answer or did not start", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_node_whose_run_time_moves_over_dead_bricks_is_stalled_and_the_text_says_since_when_and_what_to_do()
    {
        var task = Migrating with { NodesChangedAt = Changed(Now.AddSeconds(85), 1), NodesMovedAt = Changed(Now, 1) };
        var volume = Volume with { DownBricks = new HashSet<BrickAddress> { Brick(1) } };
        var state = new TaskHealthRule(Options, Names, Now.AddSeconds(90)).Apply(task, task.State, Sees(Migration(Own), Node(1) with { RunTime = 95 }), volume);
        Assert.Equal(TaskHealth.Stalled, state.Health);
        Assert.Equal(
            "Node zoe counts its time on, but has dealt with no file since 2026-05-04 10:00:00 UTC: node1:/bricks/data is down. "
            + "Look at the disk and the brick process (gluster volume start data force starts one that is dead); then stop the task and start it again.",
            state.HealthDetail);
    }

    [Fact]
    public void A_node_seen_for_the_first_time_is_not_stalled() =>
        Assert.Equal(TaskHealth.Progressing, Apply(Following, Sees(Task(Own), Node(1)), Now.AddHours(1)).Health);

    [Fact]
    public void A_node_that_starts_anew_after_a_power_cut_is_not_stalled() => Assert.Equal(
        TaskHealth.Progressing,
        Apply(Following with { NodesChangedAt = Changed(Now, 1) }, Sees(Task(Own), Node(1, files: 0) with { RunTime = 0 }), Now.AddHours(1)).Health);

    [Fact]
    public void A_task_to_be_adopted_moves_until_the_contrary_is_seen() => Assert.Equal(
        Following.State with { HealthSince = Now },
        new TaskHealthRule(Options, Names, Now).Apply(task: null, Following.State, Sees(Task(Own), Node(1)), Volume));

    [Fact]
    public void What_stays_as_it_was_keeps_its_time()
    {
        var stalled = Following.State with { Health = TaskHealth.Stalled, HealthSince = Now.AddMinutes(-3), HealthDetail = "before" };
        var task = Following with { State = stalled, NodesChangedAt = Changed(Now.AddMinutes(-4), 1) };
        Assert.Equal(Now.AddMinutes(-3), Apply(task, Sees(Task(Own), Node(1)), Now).HealthSince);
    }

    [Fact]
    public void Who_moves_again_is_progressing_from_now_on()
    {
        var stalled = Following.State with { Health = TaskHealth.Stalled, HealthSince = Now.AddMinutes(-3), HealthDetail = "before" };
        Assert.Equal(
            Following.State with { HealthSince = Now },
            Apply(Following with { State = stalled, NodesChangedAt = Changed(Now.AddMinutes(-4), 1) }, Sees(Task(Own), Node(1, files: 2)), Now));
    }

    [Theory]
    [InlineData(TaskHealth.Stalled)]
    [InlineData(TaskHealth.Progressing)]
    [InlineData(null)]
    public void A_look_without_counters_changes_nothing(TaskHealth? health)
    {
        var before = Following.State with { Health = health, HealthSince = Now.AddMinutes(-3), HealthDetail = "before" };
        Assert.Equal(before, Apply(Following with { State = before }, SeesNoNodes(Task(Own)), Now));
    }

    [Theory]
    [InlineData(null, 59, null)]
    [InlineData(null, 60, TaskHealth.Unresponsive)]
    [InlineData(TaskHealth.Progressing, 59, TaskHealth.Progressing)]
    [InlineData(TaskHealth.Progressing, 60, TaskHealth.Unresponsive)]
    [InlineData(TaskHealth.Stalled, 3600, TaskHealth.Stalled)]
    public void A_task_of_which_nothing_was_seen_for_a_minute_is_unresponsive(TaskHealth? health, int seconds, TaskHealth? expected)
    {
        var task = Following with { State = Following.State with { Health = health }, StartTime = Now.AddDays(-1), NodesChangedAt = Changed(Now, 1) };
        Assert.Equal(expected, Apply(task, SeesNoNodes(Task(Own)), Now.AddSeconds(seconds)).Health);
        Assert.Equal(expected, new TaskHealthRule(Options, Names, Now.AddSeconds(seconds)).Unseen(task, task.State).Health);
    }

    [Theory]
    [InlineData(JobExecutionStatus.Finished)]
    [InlineData(JobExecutionStatus.Failed)]
    [InlineData(JobExecutionStatus.Aborted)]
    public void A_task_that_is_over_has_no_health(JobExecutionStatus status)
    {
        var over = Following.State with { Status = status };
        Assert.Equal(
            WithoutHealth(over), new TaskHealthRule(Options, Names, Now).Apply(Following, over, Sees(Task(Own, GlusterTaskStatus.Failed), Node(1)), Volume));
    }

    private static TaskState Look(int interval, TimeSpan after) =>
        new TaskHealthRule(new() { IntervalSeconds = interval }, Names, Now + after)
            .Apply(Following with { NodesChangedAt = Changed(Now, 1) }, Following.State, Sees(Task(Own), Node(1)), Volume);

    private static TaskState Apply(OpenTask task, VolumeTaskView seen, DateTimeOffset now) => new TaskHealthRule(Options, Names, now).Apply(task, task.State, seen, Volume);

    private static Dictionary<Guid, DateTimeOffset> Changed(DateTimeOffset time, params int[] peers) => peers.ToDictionary(Peers.Of, _ => time);
}
