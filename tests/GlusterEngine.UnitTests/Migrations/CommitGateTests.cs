using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine;
using GlusterEngine.Engine.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.UnitTests.Engine;
using GlusterEngine.Vds.Bricks;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;
using static GlusterEngine.UnitTests.Migrations.SizedVolume;

namespace GlusterEngine.UnitTests.Migrations;

public sealed class CommitGateTests
{
    private static readonly BrickScan Empty = new(Files: 0, Bytes: 0, FirstPaths: [], IsComplete: true);

    /// <summary>A migration off two bricks that is done, with nothing left behind.</summary>
    private static readonly GateEvidence Green = new(
        new Dictionary<Guid, string> { [Peers.Of(1)] = "node1", [Peers.Of(2)] = "node2" },
        [Node(1, GlusterTaskStatus.Completed), Node(2, GlusterTaskStatus.Completed)],
        Problem: null,
        Heals: [new(Brick(3), Entries: 0)],
        Scans: [(Brick(1), Empty, null), (Brick(2), Empty, null)]);

    [Fact]
    public void Where_nothing_speaks_against_it_the_gate_is_green() =>
        AssertReport(new([], [NameOf(1), NameOf(2)], [], LeftoverFiles: 0, LeftoverBytes: 0), Green);

    [Fact]
    public void A_volume_without_copies_has_nothing_to_heal() => AssertFindings(Green with { Heals = [] });

    [Fact]
    public void Bricks_that_nobody_can_look_at_do_not_close_the_gate_and_are_not_said_to_be_looked_at() =>
        AssertReport(new([], [], [], LeftoverFiles: 0, LeftoverBytes: 0), Green with { Scans = [] });

    [Fact]
    public void A_status_that_can_not_be_read_closes_the_gate() => AssertFindings(
        Green with { Nodes = null, Problem = "no host is up" },
        new GateFinding("STATUS_UNREADABLE", "The state of the migration could not be read: no host is up", "Try again; see the hosts' states.",
            MayBeOverridden: false));

    [Fact]
    public void A_node_that_is_missing_closes_the_gate() => AssertFindings(
        Green with { Nodes = [Node(1, GlusterTaskStatus.Completed), Node(3, GlusterTaskStatus.Completed)] },
        new GateFinding("NODE_MISSING", "Node node2 holds a brick that leaves and did not answer.",
            "Bring its glusterd up and wait for the migration there.", MayBeOverridden: false));

    [Fact]
    public void A_node_that_works_closes_the_gate() => AssertFindings(
        With(Node(2)),
        new GateFinding("MIGRATION_RUNNING", "Node node2 still moves files.", "Wait for its end.", MayBeOverridden: false));

    [Theory]
    [InlineData(GlusterTaskStatus.NotStarted)]
    [InlineData(GlusterTaskStatus.Stopped)]
    [InlineData(GlusterTaskStatus.Failed)]
    [InlineData(GlusterTaskStatus.FixLayoutInProgress)]
    [InlineData(GlusterTaskStatus.FixLayoutCompleted)]
    [InlineData(GlusterTaskStatus.ResetDueToReplaceBrick)]
    [InlineData(GlusterTaskStatus.Unknown)]
    public void A_node_that_did_not_complete_closes_the_gate(GlusterTaskStatus status) => AssertFindings(
        With(Node(2, status)),
        new GateFinding("MIGRATION_INCOMPLETE", $"Node node2 did not complete: {status}.",
            "Stop the migration with stopmigrate, mend the node, and start it again.", MayBeOverridden: false));

    [Fact]
    public void A_node_that_was_not_expected_is_judged_as_well() => AssertFindings(
        Green with { Nodes = [.. Green.Nodes!, Node(3)] },
        new GateFinding("MIGRATION_RUNNING", $"Node {Peers.Of(3)} still moves files.", "Wait for its end.", MayBeOverridden: false));

    [Fact]
    public void Failed_files_close_the_gate() => AssertFindings(
        With(Node(2, GlusterTaskStatus.Completed) with { Failed = 7 }),
        new GateFinding("FILES_FAILED", "Node node2 could not move 7 files.",
            "See the rebalance log of the node, remove the cause, then stopmigrate and migrate again.", MayBeOverridden: false));

    [Fact]
    public void What_failed_can_be_overridden_once_the_bricks_are_seen_to_be_empty() => AssertFindings(
        With(Node(2, GlusterTaskStatus.Failed) with { Failed = 7 }) with { IsEmptied = true },
        new GateFinding("MIGRATION_INCOMPLETE", "Node node2 did not complete: Failed.",
            "Stop the migration with stopmigrate, mend the node, and start it again. Nothing is left on its bricks: or commit with override=true and a reason.", MayBeOverridden: true),
        new GateFinding("FILES_FAILED", "Node node2 could not move 7 files.",
            "See the rebalance log of the node, remove the cause, then stopmigrate and migrate again. Nothing is left on its bricks: or commit with override=true and a reason.",
            MayBeOverridden: true));

    [Theory]
    [InlineData(GlusterTaskStatus.InProgress)]
    [InlineData(GlusterTaskStatus.Stopped)]
    [InlineData(GlusterTaskStatus.Unknown)]
    public void Empty_bricks_do_not_make_up_for_a_node_that_may_still_work(GlusterTaskStatus status) =>
        Assert.False(CommitGate.Judge(With(Node(2, status)) with { IsEmptied = true }).Opens(isOverridden: true));

    [Fact]
    public void Skipped_files_can_be_overridden() => AssertFindings(
        With(Node(2, GlusterTaskStatus.Completed) with { Skipped = 3 }),
        new GateFinding("FILES_SKIPPED", "Node node2 passed over 3 files.",
            "Stop the migration with stopmigrate and start it again, or commit with override=true and a reason.", MayBeOverridden: true));

    [Fact]
    public void Heals_that_can_not_be_read_close_the_gate() => AssertFindings(
        Green with { Heals = null },
        new GateFinding("HEAL_UNKNOWN", "Whether a heal is pending on the bricks that stay could not be read.",
            "Try again; see that the self-heal daemons run.", MayBeOverridden: false));

    [Fact]
    public void Heals_that_gluster_never_counts_can_be_overridden() => AssertFindings(
        Green with { Heals = null, HealsAreUncounted = true },
        new GateFinding("HEAL_UNKNOWN", "Whether a heal is pending on the bricks that stay is not known: gluster counts heals of replicated volumes only.",
            "Look with gluster volume heal NAME info, then commit with override=true and a reason.", MayBeOverridden: true));

    [Fact]
    public void A_brick_that_stays_and_does_not_tell_its_heals_closes_the_gate() => AssertFindings(
        Green with { Heals = [new(Brick(3), Entries: null)] },
        new GateFinding("HEAL_UNKNOWN", $"Brick {NameOf(3)} stays and did not tell whether a heal is pending.", "Bring the brick up.",
            MayBeOverridden: false));

    [Fact]
    public void A_heal_that_is_pending_closes_the_gate() => AssertFindings(
        Green with { Heals = [new(Brick(3), Entries: 4)] },
        new GateFinding("HEAL_PENDING", $"4 entries of brick {NameOf(3)}, which stays, wait for a heal.",
            "Wait for the self-heal, or start it with gluster volume heal.", MayBeOverridden: false));

    [Fact]
    public void A_brick_that_can_not_be_read_can_be_overridden() => AssertReport(
        new(
            [
                new("BRICK_UNREADABLE", $"The files on brick {NameOf(2)} could not be counted: Input/output error",
                    "Try again, or look yourself and commit with override=true and a reason.", MayBeOverridden: true),
            ],
            [NameOf(1)], [], LeftoverFiles: 0, LeftoverBytes: 0),
        Green with { Scans = [(Brick(1), Empty, null), (Brick(2), null, "Input/output error")] });

    [Fact]
    public void Files_that_are_left_can_be_overridden_and_are_named() => AssertReport(
        new(
            [
                new("FILES_LEFT", $"2 files of 30 bytes lie on brick {NameOf(1)}.",
                    "Copy them through a mount or start the migration again, or commit with override=true and a reason.", MayBeOverridden: true),
                new("FILES_LEFT", $"1 files of 5 bytes lie on brick {NameOf(2)}.",
                    "Copy them through a mount or start the migration again, or commit with override=true and a reason.", MayBeOverridden: true),
            ],
            [NameOf(1), NameOf(2)],
            [$"{NameOf(1)}/a", $"{NameOf(1)}/d/b", $"{NameOf(2)}/c"],
            LeftoverFiles: 3,
            LeftoverBytes: 35),
        Green with { Scans = [(Brick(1), new(2, 30, ["a", "d/b"], IsComplete: true), null), (Brick(2), new(1, 5, ["c"], IsComplete: false), null)] });

    [Fact]
    public void At_most_a_hundred_paths_are_named()
    {
        string[] paths = [.. Enumerable.Range(0, 80).Select(static n => $"f{n}")];
        var report = CommitGate.Judge(Green with { Scans = [(Brick(1), new(80, 80, paths, IsComplete: true), null), (Brick(2), new(80, 80, paths, IsComplete: true), null)] });
        Assert.Equal((100, 160L, $"{NameOf(2)}/f19"), (report.Leftovers.Count, report.LeftoverFiles, report.Leftovers[^1]));
    }

    [Fact]
    public void A_brick_that_was_not_looked_at_to_its_end_can_be_overridden() => AssertFindings(
        Green with { Scans = [(Brick(1), Empty with { IsComplete = false }, null)] },
        new GateFinding("BRICK_NOT_ALL_READ", $"Brick {NameOf(1)} is too large to be looked at in the time given (Vds:BrickScanSeconds).",
            "Give it more time, or look yourself and commit with override=true and a reason.", MayBeOverridden: true));

    [Fact]
    public void All_findings_are_told_at_once() => Assert.Equal(
        ["NODE_MISSING", "MIGRATION_INCOMPLETE", "FILES_FAILED", "FILES_SKIPPED", "HEAL_PENDING", "HEAL_UNKNOWN", "FILES_LEFT", "BRICK_UNREADABLE"],
        CommitGate.Judge(Green with
        {
            Nodes = [Node(1, GlusterTaskStatus.Failed) with { Failed = 1, Skipped = 1 }],
            Heals = [new(Brick(3), Entries: 1), new(Brick(4), Entries: null)],
            Scans = [(Brick(1), new(1, 1, ["a"], IsComplete: true), null), (Brick(2), null, "gone")],
        }).Findings.Select(static finding => finding.Key));

    [Theory]
    [InlineData("", false, true)]
    [InlineData("", true, true)]
    [InlineData("o", false, false)]
    [InlineData("o", true, true)]
    [InlineData("oo", true, true)]
    [InlineData("x", true, false)]
    [InlineData("ox", true, false)]
    [InlineData("xo", true, false)]
    [InlineData("xo", false, false)]
    public void An_override_opens_the_gate_for_what_may_be_overridden_only(string findings, bool isOverridden, bool opens)
    {
        var report = new GateReport([.. findings.Select(static kind => new GateFinding("KEY", "text", "next", kind == 'o'))], [], [], 0, 0);
        Assert.Equal((findings.Length == 0, opens), (report.IsGreen, report.Opens(isOverridden)));
    }

    [Fact]
    public void An_engine_that_stops_and_a_database_that_does_not_answer_leave_the_gate_closed()
    {
        Assert.False(CommitGate.Interrupted.Opens(isOverridden: true));
        Assert.False(CommitGate.NotCollected.Opens(isOverridden: true));
    }

    [Fact]
    public void A_stored_report_reads_back_as_it_was()
    {
        var report = CommitGate.Judge(Green with { Scans = [(Brick(1), new(2, 30, ["a\"<ü\n", "\ud83d\ude00"], IsComplete: true), null)] }) with { Time = Now };
        var read = EngineJson.Read<GateReport>(EngineJson.Write(report))!;
        Assert.Equal(report.Findings, read.Findings);
        Assert.Equal(report.Leftovers, read.Leftovers);
        Assert.Equal(EngineJson.Write(report), EngineJson.Write(read));
        Assert.Equal((false, true), (read.Opens(isOverridden: false), read.Opens(isOverridden: true)));
    }

    [Fact]
    public void A_report_is_stored_with_all_that_it_says() => Assert.Equal(
        """{"findings":[{"key":"K","text":"t","next":"n","may_be_overridden":true}],"looked_at":["a"],"leftovers":["b"],"leftover_files":1,"leftover_bytes":2,"is_green":false,"time":"2026-05-04T10:00:00+00:00","quiet_until":"2026-05-04T10:00:00+00:00"}""",
        EngineJson.Write(new GateReport([new("K", "t", "n", MayBeOverridden: true)], ["a"], ["b"], 1, 2) { Time = Now, QuietUntil = Now }));

    [Fact]
    public void Nothing_stored_reads_as_nothing() => Assert.Null(EngineJson.Read<GateReport>(text: null));

    private static GateEvidence With(TaskNode second) => Green with { Nodes = [Node(1, GlusterTaskStatus.Completed), second] };

    private static void AssertFindings(GateEvidence evidence, params GateFinding[] findings) => Assert.Equal(findings, CommitGate.Judge(evidence).Findings);

    private static void AssertReport(GateReport expected, GateEvidence evidence) =>
        Assert.Equal(EngineJson.Write(expected), EngineJson.Write(CommitGate.Judge(evidence)));
}
