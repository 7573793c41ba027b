using GlusterEngine.Testing.History;
using Xunit;

namespace GlusterEngine.UnitTests.History;

/// <summary>The check of histories finds what it is there for: one good history, and what becomes of it when one thing is wrong.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Guid Volume = Guid.Parse("10000000-0000-0000-0000-000000000000");
    private static readonly Guid Step = Guid.Parse("20000000-0000-0000-0000-000000000000");
    private static readonly Guid Other = Guid.Parse("20000000-0000-0000-0000-000000000001");
    private static readonly Guid Third = Guid.Parse("20000000-0000-0000-0000-000000000002");
    private static readonly Guid Job = Guid.Parse("30000000-0000-0000-0000-000000000000");
    private static readonly Guid Task = Guid.Parse("40000000-0000-0000-0000-000000000000");

    // A start under generation 5, its result, a stop that moves the lease to 6, and its end.
    private static readonly RecordedLease Taken = new(1, default, 1, Volume, Before: null, (Step, 5));
    private static readonly RecordedWrite Begun = new() { Order = 2, Transaction = 1, Step = Step, Held = 5 };
    private static readonly RecordedFence StartWritten = new(3, 2, Step, 5, IsHeld: true);
    private static readonly RecordedWrite Linked = new() { Order = 4, Transaction = 2, Step = Step, Held = 5, ExternalId = Task };
    private static readonly RecordedLease Moved = new(5, default, 3, Volume, (Step, 5), (Step, 6));
    private static readonly RecordedFence StopWritten = new(6, 4, Step, 6, IsHeld: true);
    private static readonly RecordedWrite Ended = new() { Order = 7, Transaction = 4, Step = Step, Held = 6, ExternalId = Task, IsEnded = true, Status = "ABORTED" };
    private static readonly RecordedLease Freed = new(8, default, 4, Volume, (Step, 6), (null, 6));
    private static readonly RecordedRequest Start = new()
    {
        SentAt = default,
        Kind = RequestKind.Rebalance,
        Volume = Volume,
        Correlation = "c",
        HasKey = true,
        Code = 200,
        Status = "complete",
        Job = Job,
        Step = Step,
    };

    private static readonly RecordedRequest Stop = Start with { Kind = RequestKind.StopRebalance, Correlation = "d" };
    private static readonly RestingJob Resting = new() { Job = Job, Correlation = "c", Step = Step, Volume = Volume, Status = "ABORTED", ExternalId = Task, Generation = 6 };
    private static readonly RestingVolume Free = new() { Id = Volume, Name = "v", Generation = 6, Stamps = [5, 6], Stamp = 6 };

    private static readonly RecordedLook Seen = new(default, Volume, 5, Mark: null);

    // A short change that took the lease after that.
    private static readonly RecordedRequest Set = Start with { Kind = RequestKind.SetOption, Correlation = "m", Job = Third, Step = Third };
    private static readonly RestingJob Change = new() { Job = Third, Correlation = "m", Step = Third, Volume = Volume, IsChange = true, Generation = 7 };

    private static readonly RecordedLease ChangeTaken = new(9, default, 5, Volume, (null, 6), (Third, 7));
    private static readonly RecordedWrite ChangeBegun = new() { Order = 10, Transaction = 5, Step = Third, IsTask = false, Held = 7 };
    private static readonly RecordedFence ChangeWritten = new(11, 6, Third, 7, IsHeld: true);
    private static readonly RecordedWrite ChangeEnded = ChangeBegun with { Order = 12, Transaction = 6, ChangedUnder = 7, IsEnded = true, Status = "FINISHED" };
    private static readonly RecordedLease ChangeFreed = new(13, default, 6, Volume, (Third, 7), (null, 7));

    private static readonly RunHistory Good = new()
    {
        Requests = [Start, Start with { Code = null, Status = null, Job = null, Step = null }, Stop, Set],
        Leases = [Taken, Moved, Freed, ChangeTaken, ChangeFreed],
        Fences = [StartWritten, StopWritten, ChangeWritten],
        Writes = [Begun, Linked, Ended, ChangeBegun, ChangeEnded],
        Looks = [Seen, Seen with { Generation = 6 }, Seen with { Generation = 6, Mark = "m" }],
        Jobs = [Resting, Change],
        Volumes = [Free],
        TasksStarted = (1, 0),
    };

    // A migration that waits for its commit.
    private static readonly RestingJob Waiting = Resting with { IsJobEnded = false, IsStepEnded = false, Status = "FINISHED", Generation = 5 };
    private static readonly RestingVolume Held = Free with { Holder = Step, Generation = 5, Tasks = [new(Task, IsOpen: true)] };

    private static readonly RunHistory Open = new()
    {
        Leases = [Taken],
        Fences = [StartWritten],
        Writes = [Begun, Linked],
        Jobs = [Waiting],
        Volumes = [Held],
        TasksStarted = (1, 0),
    };

    private static readonly Dictionary<string, RunHistory> Broken = new(StringComparer.Ordinal)
    {
        ["A generation went back"] = Good with { Leases = [Taken, Moved with { After = (Step, 4) }] },
        ["A lease was taken without a new generation"] = Good with { Leases = [Taken, Moved, Freed, new(9, default, 5, Volume, (null, 6), (Other, 6))] },
        ["A lease was taken while another step held it"] = Good with { Leases = [Taken, new(5, default, 3, Volume, (Step, 5), (Other, 6))] },
        ["A generation was given twice"] = Good with { Leases = [Taken, Moved, Freed, Taken with { Volume = Guid.NewGuid() }] },
        ["The lease was left as"] = Good with { Leases = [Taken, Freed] },
        ["A step was written after its end"] = Good with { Writes = [Begun, Linked, Ended, Ended with { Order = 9, WasEnded = true }] },
        ["In gluster a generation went back from 6"] = Good with { Looks = [Seen with { Generation = 6 }, Seen] },
        ["Gluster keeps a generation that the volume's lease never had"] = Good with { Looks = [Seen with { Generation = 4 }] },
        ["Gluster shows a change that is said to have failed"] = Good with { Requests = [], Jobs = [Resting, Change with { Status = "FAILED" }] },
        ["A change that is said to be done is not"] = Good with { Jobs = [Resting, Change with { Status = "FAILED" }] },
        ["A task left the throttle lazy behind"] = Good with { Volumes = [Free with { Throttle = "lazy" }] },
        ["A step was written that holds no lease"] = Good with { Writes = [Begun, Linked, Ended with { Held = null }] },
        ["A step was written without a look at its lease"] = Good with { Fences = [StartWritten] },
        ["A step was written under the old generation 5"] = Good with { Fences = [StartWritten, StopWritten with { Generation = 5 }] },
        ["A step was written under the old generation 6"] = Good with { Fences = [StartWritten, StopWritten with { IsHeld = false }] },
        ["A step was written that holds no lease: 00:00:00.000 #12"] = Good with { Writes = [Begun, Linked, Ended, ChangeBegun, ChangeEnded with { Held = null }] },
        ["A step was written without a look at its lease: 00:00:00.000 #12"] = Good with { Fences = [StartWritten, StopWritten] },
        ["A step was written under the old generation 7"] = Good with { Fences = [StartWritten, StopWritten, ChangeWritten with { IsHeld = false }] },
        ["Two steps of one volume are open"] = Open with { Jobs = [Waiting, Waiting with { Job = Other, Step = Other }], Writes = [Begun, Linked, Begun with { Step = Other }] },
        ["Two steps follow one task"] = Open with { Writes = [Begun, Linked, Linked with { Step = Other }] },
        ["A job has several steps"] = Good with { Jobs = [Resting, Resting with { Step = Other }] },
        ["One intention has 2 jobs"] = Good with { Jobs = [Resting, Resting with { Job = Guid.NewGuid(), Step = Other }] },
        ["One intention has 1 jobs"] = Good with { Requests = [Stop with { Correlation = "c" }] },
        ["An accepted request has no job"] = Good with { Requests = [Start with { Correlation = "e" }] },
        ["Answers to one intention name different jobs"] = Good with { Requests = [Start, Start with { Job = Guid.NewGuid() }] },
        ["An answer names a job that does not exist"] = Good with { Requests = [Stop with { Job = Guid.NewGuid() }] },
        ["An answer names the job of somebody else"] = Good with { Requests = [Start with { Job = Other }], Jobs = [Resting, Resting with { Job = Other, Step = Other, Correlation = "f" }] },
        ["A request with a key was never answered"] = Good with { Requests = [Start with { Code = null, Job = null }] },
        ["A start that is said to be done has no task"] = Good with { Writes = [Begun, Linked with { ExternalId = null }, Ended with { ExternalId = null }] },
        ["StopRebalance is said to be done, and the step is open"] = Open with { Requests = [Stop] },
        ["A job and its step do not end together"] = Open with { Jobs = [Waiting with { IsJobEnded = true }] },
        ["What was asked of gluster is still without answer"] = Open with { Jobs = [Waiting with { Intent = "STOP" }] },
        ["An open step has no task"] = Open with { Jobs = [Waiting with { ExternalId = null }] },
        ["A step still runs"] = Open with { Jobs = [Waiting with { Status = "STARTED" }] },
        ["A volume has several open steps"] = Open with { Jobs = [Waiting, Waiting with { Job = Other, Step = Other }] },
        ["A lease is held without an open step"] = Good with { Volumes = [Held] },
        ["A step is open without its lease"] = Open with { Volumes = [Held with { Holder = null }] },
        ["A step and its lease have different generations"] = Open with { Volumes = [Held with { Generation = 7 }] },
        ["An open step follows a task that gluster does not list"] = Open with { Volumes = [Held with { Tasks = [] }] },
        ["Nobody follows a task of gluster"] = Good with { Volumes = [Free with { Tasks = [new(Task, IsOpen: true)] }] },
        ["Gluster lists several tasks of one volume"] = Open with { Volumes = [Held with { Tasks = [new(Task, IsOpen: true), new(Other, IsOpen: false)] }] },
        ["Gluster keeps generation 4"] = Good with { Volumes = [Free with { Stamp = 4 }] },
        ["Gluster started 2 tasks"] = Good with { TasksStarted = (2, 0) },
        ["counts as the start of 2 jobs"] = Good with { Jobs = [Resting, Resting with { Job = Other, Step = Other, Correlation = "g" }] },
    };

    public static TheoryData<string> Complaints { get; } = [.. Broken.Keys];

    [Fact]
    public void Good_histories_pass()
    {
        Assert.Empty(HistoryCheck.Of(Good));
        Assert.Empty(HistoryCheck.Of(Open));
    }

    [Theory]
    [MemberData(nameof(Complaints))]
    public void A_broken_history_does_not_pass(string complaint) =>
        Assert.Contains(HistoryCheck.Of(Broken[complaint]), violation => violation.Text.Contains(complaint, StringComparison.Ordinal));

    [Fact]
    public void A_look_at_the_lease_after_the_write_does_not_count() =>
        Assert.Single(HistoryCheck.Of(Good with { Fences = [StartWritten, StopWritten with { Order = Ended.Order + 1 }, ChangeWritten] }));

    [Fact]
    public void An_adopted_task_and_one_of_the_command_line_need_no_request() =>
        Assert.Empty(HistoryCheck.Of(Good with { Requests = [], Jobs = [Resting with { Correlation = Job.ToString() }], TasksStarted = (1, 1) }));

    [Fact]
    public void A_short_change_beside_a_task_takes_no_task_and_its_step_no_look_at_the_lease() => Assert.Empty(HistoryCheck.Of(Good with
    {
        Requests = [Start, Set],
        Writes = [Begun, Linked, Ended, Begun with { Order = 9, Step = Third, IsTask = false, Held = null }, Ended with { Order = 10, Step = Third, IsTask = false, Held = null }],
    }));

    [Fact]
    public void Only_beside_a_task_may_a_short_change_wait_for_its_answer()
    {
        var waits = Change with { IsJobEnded = false, IsStepEnded = false, Status = "STARTED", Intent = "SET_GLUSTER_VOLUME_OPTION" };

        Assert.NotEmpty(HistoryCheck.Of(Good with { Requests = [], Jobs = [Resting, waits] }));
        Assert.Empty(HistoryCheck.Of(Good with { Requests = [], Jobs = [Resting, waits with { Generation = null }] }));
    }

    [Fact]
    public void What_is_told_about_a_violation_is_about_its_volume_and_ends_with_it()
    {
        var elsewhere = Taken with { Volume = Guid.NewGuid() };
        var late = Freed with { At = DateTimeOffset.UnixEpoch };
        var history = Good with { Requests = [], Writes = [Begun, Linked, Ended], Leases = [Taken, elsewhere, Moved, late], Looks = [Seen, Seen with { Volume = elsewhere.Volume }] };

        Assert.Equal([Taken.ToString(), Moved.ToString(), Begun.ToString(), Linked.ToString(), Ended.ToString(), Seen.ToString()], history.About(new("x") { Step = Step, At = Moved.At }));
    }
}
