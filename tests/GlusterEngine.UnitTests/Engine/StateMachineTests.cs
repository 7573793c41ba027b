using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;

namespace GlusterEngine.UnitTests.Engine;

/// <summary>
/// What becomes of an open task: a line for what the engine knew, a column for what gluster shows. s started, f finished, x failed: open, for a
/// migration waits for commit or stop. F finished, X failed, A aborted: over, the lock is free. ? open, and what was asked is not known yet.
/// </summary>
public sealed class StateMachineTests
{
    // The second table is about looks after the volume's generation was moved on, so that nothing asked before can happen any more.
    // done: completed; half: a node that should report is away; there, gone, hidden: the task is not listed, and its bricks are in the volume, are
    // not, or could not be read; other: another task is listed; locked: the volume is left out; deleted: the inventory has lost it; fixing: a
    // fix-layout runs; idle: no process has begun; odd: a status that this engine does not know.
    private const string AtOnce = """
                               running done failed half stopped there gone hidden other locked deleted fixing idle odd
        rebalance.following    s       F    X      s    A       s     s    s      s     s      A       s      s    s
        rebalance.starting     s       F    X      s    A       ?     ?    ?      ?     ?      A       s      s    s
        rebalance.stopping     ?       F    X      ?    A       ?     ?    ?      ?     ?      A       ?      ?    ?
        migration.following    s       f    x      s    a       s     s    s      s     s      A       s      s    s
        migration.finished     s       f    x      f    f       f     f    f      f     f      A       s      f    f
        migration.failed       s       x    x      x    x       x     x    x      x     x      A       s      x    x
        migration.starting     s       f    x      s    a       ?     ?    ?      ?     ?      A       s      s    s
        migration.stopping     ?       ?    ?      ?    ?       ?     ?    ?      ?     ?      A       ?      ?    ?
        migration.committing   ?       ?    ?      ?    ?       ?     ?    ?      ?     ?      A       ?      ?    ?
        migration.removing     ?       ?    ?      ?    ?       ?     F    ?      ?     ?      A       ?      ?    ?
        """;

    private const string Settled = """
                               running done failed half stopped there gone hidden other locked deleted fixing idle odd
        rebalance.following    s       F    X      s    A       A     A    A      A     s      A       s      s    s
        rebalance.starting     s       F    X      s    A       X     X    X      X     ?      A       s      s    s
        rebalance.stopping     s       F    X      s    A       A     A    A      A     ?      A       s      s    s
        migration.following    s       f    x      s    a       A     F    s      A     s      A       s      s    s
        migration.finished     s       f    x      f    f       A     F    f      A     f      A       s      f    f
        migration.failed       s       x    x      x    x       A     F    x      A     x      A       s      x    x
        migration.starting     s       f    x      s    a       X     X    X      X     ?      A       s      s    s
        migration.stopping     s       f    x      s    a       A     F    ?      A     ?      A       s      s    s
        migration.committing   s       f    x      f    f       A     F    ?      A     ?      A       s      f    f
        migration.removing     X       X    X      X    X       X     F    ?      X     ?      A       X      X    X
        """;

    public static TheoryData<string, string, char> AfterOneLook => Cells(AtOnce);

    public static TheoryData<string, string, char> AfterTwoLooks => Cells(Settled);

    [Theory]
    [MemberData(nameof(AfterOneLook))]
    public void One_look_ends_only_what_shows_its_own_end(string knew, string shows, char becomes) =>
        Assert.Equal(becomes, CodeOf(Look(Known(knew), shows, Now, isEvidence: true)));

    [Theory]
    [MemberData(nameof(AfterTwoLooks))]
    public void A_second_look_some_seconds_later_settles_what_is_missing(string knew, string shows, char becomes)
    {
        var first = Look(Known(knew) with { Preempted = true }, shows, Now, isEvidence: true);
        Assert.Equal(becomes, CodeOf(IsOver(first) ? first : Look(first, shows, Now.AddSeconds(8), isEvidence: true)));
    }

    [Theory]
    [MemberData(nameof(AfterOneLook))]
    public void Looks_that_are_no_evidence_never_settle_what_is_missing(string knew, string shows, char becomes)
    {
        var task = Known(knew);
        for (var minute = 0; minute < 60 && !IsOver(task); minute++) task = Look(task, shows, Now.AddMinutes(minute), isEvidence: false);
        Assert.Equal(becomes, CodeOf(task));
    }

    [Theory]
    [MemberData(nameof(AfterOneLook))]
    public void Looks_in_quick_succession_count_as_one(string knew, string shows, char becomes)
    {
        var task = Known(knew);
        for (var look = 0; look < 8 && !IsOver(task); look++) task = Look(task, shows, Now.AddSeconds(look), isEvidence: true);
        Assert.Equal(becomes, CodeOf(task));
    }

    private static TheoryData<string, string, char> Cells(string table)
    {
        var lines = table.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var cells = new TheoryData<string, string, char>();
        foreach (var line in lines.Skip(1))
        {
            foreach (var (shows, becomes) in lines[0].Zip(line.Skip(1))) cells.Add(line[0], shows, becomes[0]);
        }

        return cells;
    }

    private static OpenTask Known(string name) => name switch
    {
        "rebalance.following" => Following,
        "rebalance.starting" => Starting,
        "rebalance.stopping" => Stopping,
        "migration.following" => Migrating,
        "migration.finished" => Migrated,
        "migration.failed" => Migrated with { State = Migrated.State with { Status = JobExecutionStatus.Failed } },
        "migration.starting" => Removing with { State = Starting.State },
        "migration.stopping" => Migrating with { State = Stopping.State },
        "migration.committing" => Committing,
        "migration.removing" => Removing,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
    };

    private static OpenTask Look(OpenTask task, string shows, DateTimeOffset now, bool isEvidence)
    {
        var found = new TaskReconciler(Options, "lab", View(Seen(task, shows), isEvidence), now).Reconcile([task], shows == "deleted" ? [] : [Volume]);
        return found.Changes.Count == 0 ? task : task with { State = Assert.Single(found.Changes).Next };
    }

    private static VolumeTaskView? Seen(OpenTask task, string shows)
    {
        var isMigration = task.TaskType == GlusterTaskType.RemoveBrick;
        return shows switch
        {
            "running" => Listed(task, GlusterTaskStatus.InProgress),
            "done" => Listed(task, GlusterTaskStatus.Completed),
            "failed" => Listed(task, GlusterTaskStatus.Failed),
            "stopped" => Listed(task, GlusterTaskStatus.Stopped),
            "fixing" => Listed(task, GlusterTaskStatus.FixLayoutInProgress),
            "idle" => Listed(task, GlusterTaskStatus.NotStarted),
            "odd" => Listed(task, GlusterTaskStatus.Unknown),
            "half" when isMigration => Listed(task, GlusterTaskStatus.NotStarted, []),
            "half" => Listed(task, GlusterTaskStatus.Completed, [Node(1, GlusterTaskStatus.Completed), Node(2, GlusterTaskStatus.Completed)]),
            "there" => SeesBricks(1, 2, 3),
            "gone" => SeesBricks(2, 3),
            "hidden" => SeesNoNodes(task: null),
            "other" => SeesBricks(1, 2, 3) with { Task = isMigration ? Task(Foreign) : Migration(Foreign) },
            _ => null,
        };
    }

    /// <summary>As it is looked at: with counters only where they are asked for, and with the volume's bricks only where the step has not this task.</summary>
    private static VolumeTaskView Listed(OpenTask task, GlusterTaskStatus status, TaskNode[]? nodes = null)
    {
        var listed = task.TaskType == GlusterTaskType.RemoveBrick ? Migration(Own, status) : Task(Own, status);
        nodes ??= task.TaskType == GlusterTaskType.RemoveBrick ? [Node(1, status)] : Nodes(status);
        return new(listed, TaskReconciler.NeedsNodes(listed, task, Volume) ? nodes : null)
        {
            Bricks = task.State.ExternalId is null ? SeesBricks(1, 2, 3).Bricks : null,
        };
    }

    private static bool IsOver(OpenTask task) => task.State.JobStatus is not null;

    private static char CodeOf(OpenTask task)
    {
        var code = task.State.Status switch
        {
            JobExecutionStatus.Started => 's',
            JobExecutionStatus.Finished => 'f',
            JobExecutionStatus.Failed => 'x',
            JobExecutionStatus.Aborted => 'a',
            _ => '-',
        };
        if (!IsOver(task)) return task.State.Intent is null ? code : '?';
        Assert.Null(task.State.Intent);
        Assert.Equal(code == 'f' ? JobExecutionStatus.Finished : JobExecutionStatus.Failed, task.State.JobStatus);
        return char.ToUpperInvariant(code);
    }
}
