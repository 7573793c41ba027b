using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.UnitTests.Engine;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

/// <summary>Stop, activate and commit of a migration off the first brick, or the first two.</summary>
public sealed class EndRemoveBricksTests
{
    private static readonly GateReport Green = new([], [], [], LeftoverFiles: 0, LeftoverBytes: 0);

    private const string WrongBricks = "ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_PARAMS_INVALID";
    private const string WrongTask = "ACTION_TYPE_FAILED_GLUSTER_VOLUME_INVALID_TASK_TYPE";
    private static readonly VolumeSketch Volume = new("uuu");

    private static readonly OpenTask Two = TaskScene.Migrated with
    {
        Bricks = [.. TaskScene.Migrated.Bricks, new("node2", "/bricks/data", Peers.Of(2))],
    };

    [Theory]
    [InlineData(JobExecutionStatus.Started)]
    [InlineData(JobExecutionStatus.Finished)]
    [InlineData(JobExecutionStatus.Failed)]
    public void A_migration_can_be_stopped_whatever_became_of_it(JobExecutionStatus status) => Assert.Empty(Stop(In(status), [1]));

    [Fact]
    public void A_finished_migration_can_be_taken_back() => Assert.Empty(Stop(TaskScene.Migrated, [1], activates: true));

    [Theory]
    [InlineData(JobExecutionStatus.Started, "still running")]
    [InlineData(JobExecutionStatus.Failed, "failed")]
    public void Only_a_finished_migration_can_be_taken_back(JobExecutionStatus status, string word) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_BRICKS_NOT_ACTIVATABLE",
                $"The migration of volume data is {word}: wait for its end, or stop it with stopmigrate.", RefusalKind.Conflict)
            {
                Reason = "Brick(s) cannot be activated unless data migration is completed",
            },
        ],
        Stop(In(status), [1], activates: true));

    [Theory]
    [InlineData(JobExecutionStatus.Finished)]
    [InlineData(JobExecutionStatus.Failed)]
    public void A_migration_that_is_over_comes_before_the_gate(JobExecutionStatus status) => Assert.Empty(Commit(In(status), [1]));

    [Fact]
    public void A_running_migration_is_not_committed_not_even_with_an_override() => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_NOT_FINISHED",
                "Cannot commit removing Brick(s). Remove brick not finished. The migration of volume data is still running: wait for its end, or stop it.",
                RefusalKind.Conflict),
        ],
        Commit(TaskScene.Migrating, [1], isOverridden: true, "impatient"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_override_takes_a_reason(string? reason) => Assert.Equal(
        [
            new("ACTION_TYPE_FAILED_REASON_REQUIRED",
                "Cannot commit removing Brick(s). override=true takes a reason: it goes into the audit log.", RefusalKind.BadParameters),
        ],
        Commit(TaskScene.Migrated, [1], isOverridden: true, reason));

    [Fact]
    public void An_override_with_a_reason_is_taken() => Assert.Empty(Commit(TaskScene.Migrated, [1], isOverridden: true, "copied by hand"));

    [Fact]
    public void Where_no_migration_waits_there_is_nothing_to_stop_or_commit()
    {
        Assert.Equal([NotStarted("stop removing")], Stop(open: null, [1]));
        Assert.Equal([NotStarted("commit removing")], Commit(open: null, [1]));
        Assert.Equal([NotStarted("stop removing")], Stop(open: null, []));
    }

    [Fact]
    public void A_rebalance_is_not_ended_as_a_migration()
    {
        Assert.Equal([NoMigration("stop removing")], Stop(TaskScene.Following, [1]));
        Assert.Equal([NoMigration("commit removing")], Commit(TaskScene.Following, [1]));
    }

    [Fact]
    public void What_gluster_has_not_accepted_yet_is_not_ended()
    {
        Assert.Equal([WrongTask], Keys(Stop(TaskScene.Removing, [1])));
        Assert.Equal([WrongTask], Keys(Commit(TaskScene.Removing, [1])));
    }

    [Fact]
    public void The_bricks_may_come_in_any_order() => Assert.Empty(Commit(Two, [2, 1]));

    [Theory]
    [InlineData]
    [InlineData(1)]
    [InlineData(1, 3)]
    [InlineData(1, 2, 3)]
    [InlineData(1, 2, 9)]
    public void The_wrong_bricks_are_refused_and_the_right_ones_named(params int[] numbers)
    {
        Assert.Equal([Wrong("stop removing")], Stop(Two, numbers));
        Assert.Equal([Wrong("commit removing")], Commit(Two, numbers));
    }

    [Theory]
    [InlineData(RefusalKind.Conflict, 1)]
    [InlineData(RefusalKind.Conflict, 1, 3)]
    [InlineData(RefusalKind.BadParameters)]
    [InlineData(RefusalKind.BadParameters, 1, 9)]
    public void A_removal_of_bricks_that_do_not_wait_is_a_conflict_with_those_that_do(RefusalKind kind, params int[] numbers) => Assert.Equal(
        [Wrong("commit removing") with { Kind = kind }],
        RemoveBrickRefusals.Commit(Volume.Snapshot(Two), Parameters(numbers, isOverridden: false, reason: null) with { IsRemoval = true }));

    [Fact]
    public void A_removal_beside_a_rebalance_is_a_conflict_whatever_it_names() => Assert.Equal(
        [RefusalKind.Conflict, RefusalKind.Conflict],
        new int[][] { [], [1] }.Select(static numbers => Assert.Single(RemoveBrickRefusals.Commit(
            Volume.Snapshot(TaskScene.Following), Parameters(numbers, isOverridden: false, reason: null) with { IsRemoval = true })).Kind));

    [Fact]
    public void Naming_no_brick_does_not_end_a_migration_whose_bricks_nobody_knows()
    {
        Assert.Equal([WrongBricks], Keys(Stop(TaskScene.Migrated with { Bricks = [] }, [])));
        Assert.Equal([WrongBricks], Keys(Commit(TaskScene.Migrated with { Bricks = [] }, [])));
    }

    [Fact]
    public void All_reasons_are_told_at_once() => Assert.Equal(
        ["ACTION_TYPE_FAILED_REASON_REQUIRED", WrongBricks], Keys(Commit(TaskScene.Migrated, [2], isOverridden: true, reason: null)));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 5)]
    [InlineData(true, 0)]
    public void A_commit_leaves_the_last_word_to_gluster(bool isOverridden, long skipped) => Assert.Equal(
        ["volume", "remove-brick", "data", NameOf(1), NameOf(2), "commit"], VerbOf(isOverridden, skipped).CommandLine);

    [Fact]
    public void Only_skipped_files_that_were_overridden_are_left_behind_by_force() => Assert.Equal(
        ["volume", "remove-brick", "data", NameOf(1), NameOf(2), "force"], VerbOf(isOverridden: true, skipped: 1).CommandLine);

    [Theory]
    [InlineData(GlusterTaskStatus.Completed, null)]
    [InlineData(GlusterTaskStatus.InProgress, "runs again")]
    public void Before_force_is_said_the_migration_must_still_be_over(GlusterTaskStatus status, string? names) =>
        AssertProblem(names, CommitRemoveGlusterVolumeBricksCommand.NotTheTask([new("data", [Listed(TaskScene.Own, status)])], TaskScene.Own));

    [Theory]
    [InlineData(GlusterTaskStatus.Completed)]
    [InlineData(GlusterTaskStatus.InProgress)]
    public void Before_force_is_said_the_migration_must_still_be_the_one_that_the_gate_judged(GlusterTaskStatus status)
    {
        AssertProblem("which is not the migration", CommitRemoveGlusterVolumeBricksCommand.NotTheTask([new("data", [Listed(TaskScene.Foreign, status)])], TaskScene.Own));
        AssertProblem("any more", CommitRemoveGlusterVolumeBricksCommand.NotTheTask([new("data", [])], TaskScene.Own));
    }

    [Theory]
    [InlineData(GlusterTaskStatus.Completed, 0, null)]
    [InlineData(GlusterTaskStatus.Completed, 1, "could not move 1 files")]
    [InlineData(GlusterTaskStatus.InProgress, 0, "still moves files")]
    [InlineData(GlusterTaskStatus.Failed, 0, "did not complete")]
    public void Before_force_is_said_each_node_must_still_have_completed(GlusterTaskStatus status, long failed, string? names) => AssertProblem(
        names, CommitRemoveGlusterVolumeBricksCommand.NotOver(TaskScene.Migrated, [TaskScene.Node(1, status) with { Failed = failed, Skipped = 3 }], Green));

    [Fact]
    public void Before_force_is_said_no_node_may_be_silent() =>
        AssertProblem("did not answer", CommitRemoveGlusterVolumeBricksCommand.NotOver(TaskScene.Migrated, [], Green));

    [Fact]
    public void What_failed_when_the_gate_was_passed_over_does_not_hold_back_force() => AssertProblem(
        names: null,
        CommitRemoveGlusterVolumeBricksCommand.NotOver(
            TaskScene.Migrated,
            [TaskScene.Node(1, GlusterTaskStatus.Failed) with { Failed = 1 }],
            Green with { Findings = [new("MIGRATION_INCOMPLETE", "", "", MayBeOverridden: true), new("FILES_FAILED", "", "", MayBeOverridden: true)] }));

    private static GlusterTask Listed(Guid id, GlusterTaskStatus status) => new(id, GlusterTaskType.RemoveBrick, status, []);

    private static void AssertProblem(string? names, GlusterEngine.Vds.GlusterError? problem)
    {
        if (names is null) Assert.Null(problem);
        else Assert.Contains(names, problem!.Text, StringComparison.Ordinal);
    }

    private static GlusterEngine.Vds.VdsVerb<TaskReport> VerbOf(bool isOverridden, long skipped)
    {
        var open = Two with { Nodes = [TaskScene.Node(1, GlusterTaskStatus.Completed), TaskScene.Node(2, GlusterTaskStatus.Completed) with { Skipped = skipped }] };
        return CommitRemoveGlusterVolumeBricksCommand.VerbOf(Volume.Snapshot(open), Parameters([1, 2], isOverridden, "seen"));
    }

    private static OpenTask In(JobExecutionStatus status) => TaskScene.Migrated with { State = TaskScene.Migrated.State with { Status = status } };

    private static Refusal NotStarted(string verb) => new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_REMOVE_BRICKS_NOT_STARTED",
        $"Cannot {verb} Brick(s). Remove brick not started. Volume data has no migration; start one with migrate.", RefusalKind.Conflict);

    private static Refusal NoMigration(string verb) => new(WrongTask,
        $"Cannot {verb} Brick(s). Invalid task type. The task of volume data is no migration that gluster has accepted: job {TaskScene.Following.JobId}.",
        RefusalKind.BadParameters);

    private static Refusal Wrong(string verb) => new(WrongBricks,
        $"Cannot {verb} Brick(s). The list of bricks does not match with the bricks used while starting the action. Valid bricks: {NamesOf(1, 2)}",
        RefusalKind.BadParameters);

    private static IEnumerable<string> Keys(IEnumerable<Refusal> refusals) => refusals.Select(static refusal => refusal.Key);

    private static IEnumerable<Refusal> Stop(OpenTask? open, int[] numbers, bool activates = false) => RemoveBrickRefusals.Stop(
        Volume.Snapshot(open), new StopRemoveBricksParameters(VolumeSketch.ClusterId, VolumeSketch.Id, Named(numbers), activates), activates);

    private static IEnumerable<Refusal> Commit(OpenTask? open, int[] numbers, bool isOverridden = false, string? reason = null) =>
        RemoveBrickRefusals.Commit(Volume.Snapshot(open), Parameters(numbers, isOverridden, reason));

    private static CommitRemoveBricksParameters Parameters(int[] numbers, bool isOverridden, string? reason) =>
        new(VolumeSketch.ClusterId, VolumeSketch.Id, Named(numbers)) { Override = isOverridden, Reason = reason };
}
