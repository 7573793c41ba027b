using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class TaskListVerbTests
{
    private static readonly BrickAddress RemovedBrick = new("127.1.5.3", "/tmp/lv/3/bricks/data");

    [Fact]
    public void A_pool_without_volumes_has_no_tasks() => AssertList("task-list-no-volumes.xml");

    [Fact]
    public void Started_volumes_are_listed_even_without_tasks() =>
        AssertList("task-list-idle.xml", Idle("arb"), Idle("data"), Idle("disp"), Idle("distrep"), Idle("rep3"));

    [Fact]
    public void A_running_rebalance_is_listed_with_its_volume() => AssertList(
        "task-list-running.xml",
        Idle("arb"),
        Rebalance("data", "1a85f6bf-23d8-4a78-82b2-742c6470df69", GlusterTaskStatus.InProgress),
        Idle("disp"),
        Idle("distrep"),
        Idle("rep3"));

    [Fact]
    public void A_volume_whose_lock_is_held_is_left_out_without_a_word() =>
        AssertList("task-list-volume-locked.xml", Idle("arb"), Idle("disp"), Idle("distrep"), Idle("rep3"));

    [Fact]
    public void A_stopped_rebalance_is_gone() => AssertOne("task-list-after-stop.xml", Idle("data"));

    [Fact]
    public void A_failed_rebalance_is_listed_as_failed() =>
        AssertOne("task-list-failed.xml", Rebalance("data", "00cfed5e-0e03-4c6c-b645-7cd17fc96571", GlusterTaskStatus.Failed));

    [Fact]
    public void A_finished_fix_layout_is_listed_as_completed() =>
        AssertOne("task-list-fix-layout.xml", Rebalance("data", "682c8530-9a26-4b08-8dbe-cab25a9cfeb5", GlusterTaskStatus.Completed));

    [Fact]
    public void A_replaced_brick_resets_the_entry_of_a_finished_rebalance() =>
        AssertOne("task-list-replaced-brick.xml", Rebalance("distrep", "24a38006-b7f4-483f-b268-e0416a23b014", GlusterTaskStatus.ResetDueToReplaceBrick));

    [Fact]
    public void A_migration_is_listed_with_its_bricks() => AssertList(
        "task-list-remove-brick-running.xml",
        Idle("arb"),
        Idle("copies"),
        RemoveBrick("23a7d52e-f170-4daf-9f51-e8aafd3f5057", GlusterTaskStatus.InProgress),
        Idle("disp"),
        Rebalance("distrep", "24a38006-b7f4-483f-b268-e0416a23b014", GlusterTaskStatus.ResetDueToReplaceBrick),
        Idle("rep3"));

    [Fact]
    public void A_migration_stays_listed_until_it_is_committed()
    {
        AssertOne("task-list-remove-brick-completed.xml", RemoveBrick("a8e1c2ec-b6ad-47e0-b076-1032fabc2240", GlusterTaskStatus.Completed));
        AssertOne("task-list-after-commit.xml", Idle("data"));
    }

    [Fact]
    public void A_finished_migration_whose_only_node_is_away_looks_as_if_it_had_not_started() =>
        AssertOne("task-list-remove-brick-node-down.xml", RemoveBrick("a8e1c2ec-b6ad-47e0-b076-1032fabc2240", GlusterTaskStatus.NotStarted));

    [Theory]
    [InlineData("5", GlusterTaskStatus.FixLayoutInProgress)]
    [InlineData("6", GlusterTaskStatus.FixLayoutStopped)]
    [InlineData("7", GlusterTaskStatus.FixLayoutCompleted)]
    [InlineData("8", GlusterTaskStatus.FixLayoutFailed)]
    [InlineData("10", GlusterTaskStatus.ResetDueToResetBrick)]
    [InlineData("11", GlusterTaskStatus.Unknown)]
    [InlineData("12", GlusterTaskStatus.Unknown)]
    [InlineData("-1", GlusterTaskStatus.Unknown)]
    public void Codes_that_were_not_recorded_are_read_too(string code, GlusterTaskStatus status)
    {
        var root = XElement.Parse(RecordedAnswer.Of("task-list-failed.xml").Text);
        root.Descendants("status").Single().Value = code;

        Assert.Equal(status, new TaskListVerb("data").Parse(root)[0].Tasks[0].Status);
    }

    [Fact]
    public void A_kind_of_task_this_engine_does_not_know_is_unknown_and_not_an_error()
    {
        var root = XElement.Parse(RecordedAnswer.Of("task-list-failed.xml").Text);
        root.Descendants("type").Single().Value = "Scrub";

        Assert.Equal(GlusterTaskType.Unknown, new TaskListVerb("data").Parse(root)[0].Tasks[0].Type);
    }

    private static void AssertList(string file, params VolumeTasks[] expected) => Assert.Equivalent(expected, Recorded.Value(file, new TaskListVerb()), strict: true);

    private static void AssertOne(string file, VolumeTasks expected) =>
        Assert.Equivalent(expected, Assert.Single(Recorded.Value(file, new TaskListVerb(expected.Volume))), strict: true);

    private static VolumeTasks Idle(string volume) => new(volume, []);

    private static VolumeTasks Rebalance(string volume, string id, GlusterTaskStatus status) =>
        new(volume, [new GlusterTask(Guid.Parse(id), GlusterTaskType.Rebalance, status, [])]);

    private static VolumeTasks RemoveBrick(string id, GlusterTaskStatus status) =>
        new("data", [new GlusterTask(Guid.Parse(id), GlusterTaskType.RemoveBrick, status, [RemovedBrick])]);
}
