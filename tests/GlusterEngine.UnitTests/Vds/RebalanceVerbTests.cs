using System.Xml.Linq;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class RebalanceVerbTests
{
    [Fact]
    public void A_start_answers_the_task_id() => Assert.Equal(
        Guid.Parse("1a85f6bf-23d8-4a78-82b2-742c6470df69"),
        Recorded.Value("rebalance-start.xml", new RebalanceStartVerb("data", FixLayout: false, Force: false)));

    [Fact]
    public void A_start_of_fix_layout_answers_the_task_id() => Assert.Equal(
        Guid.Parse("682c8530-9a26-4b08-8dbe-cab25a9cfeb5"),
        Recorded.Value("rebalance-fix-layout-start.xml", new RebalanceStartVerb("data", FixLayout: true, Force: false)));

    [Fact]
    public void A_start_that_answers_no_task_id_is_no_answer()
    {
        var root = XElement.Parse(RecordedAnswer.Of("rebalance-start.xml").Text);
        root.Descendants("task-id").Single().Value = Guid.Empty.ToString();

        Assert.Throws<FormatException>(() => new RebalanceStartVerb("data", FixLayout: false, Force: false).Parse(root));
    }

    [Fact]
    public void A_stop_answers_the_final_counters() => AssertReport(
        Recorded.Value("rebalance-stop.xml", new RebalanceStopVerb("data")),
        "1a85f6bf-23d8-4a78-82b2-742c6470df69",
        new NodeReport(Recorded.Peer2, GlusterTaskStatus.Stopped, Files: 4, Bytes: 4000, Scanned: 150, Failed: 0, Skipped: 0, RunTime: 1),
        new NodeReport(Recorded.Peer3, GlusterTaskStatus.Completed, Files: 0, Bytes: 0, Scanned: 8, Failed: 0, Skipped: 0, RunTime: 1),
        new NodeReport(Recorded.Peer1, GlusterTaskStatus.Stopped, Files: 4, Bytes: 4000, Scanned: 150, Failed: 0, Skipped: 0, RunTime: 1));

    [Fact]
    public void A_stop_of_a_finished_rebalance_is_accepted_and_says_that_it_was_finished() => Assert.All(
        Recorded.Value("rebalance-stop-completed.xml", new RebalanceStopVerb("data")).Nodes, static node => Assert.Equal(GlusterTaskStatus.Completed, node.Status));

    [Fact]
    public void A_node_that_is_away_has_no_row_while_the_rest_goes_on() => AssertReport(
        Recorded.Value("rebalance-status-running-node-missing.xml", new RebalanceStatusVerb("copies")),
        "22e2f182-80e4-47c6-8b23-c28568cbfdbe",
        new NodeReport(Recorded.Peer2, GlusterTaskStatus.InProgress, Files: 2, Bytes: 2000, Scanned: 202, Failed: 0, Skipped: 0, RunTime: 2),
        new NodeReport(Recorded.Peer1, GlusterTaskStatus.InProgress, Files: 1, Bytes: 1000, Scanned: 200, Failed: 0, Skipped: 0, RunTime: 2));

    [Fact]
    public void Nodes_are_matched_by_id_because_each_calls_itself_localhost()
    {
        var one = Recorded.Value("rebalance-status-running.xml", new RebalanceStatusVerb("data"));
        var other = Recorded.Value("rebalance-status-running-asked-elsewhere.xml", new RebalanceStatusVerb("data"));

        Assert.Equal(one.TaskId, other.TaskId);
        Assert.Equal(one.Nodes.Select(static node => node.PeerUuid).Order(), other.Nodes.Select(static node => node.PeerUuid).Order());
    }

    [Theory]
    [InlineData("rebalance-status-fix-layout.xml", "data", GlusterTaskStatus.FixLayoutCompleted)]
    [InlineData("rebalance-status-completed.xml", "data", GlusterTaskStatus.Completed)]
    [InlineData("rebalance-status-replaced-brick.xml", "distrep", GlusterTaskStatus.ResetDueToReplaceBrick)]
    public void All_nodes_tell_the_same_end(string file, string volume, GlusterTaskStatus status) =>
        Assert.Equal([status, status, status], Recorded.Value(file, new RebalanceStatusVerb(volume)).Nodes.Select(static node => node.Status));

    [Fact]
    public void A_node_whose_process_died_has_failed_while_the_others_completed() => Assert.Equal(
        [(Recorded.Peer2, GlusterTaskStatus.Completed), (Recorded.Peer3, GlusterTaskStatus.Completed), (Recorded.Peer1, GlusterTaskStatus.Failed)],
        Recorded.Value("rebalance-status-failed.xml", new RebalanceStatusVerb("data")).Nodes.Select(static node => (node.PeerUuid, node.Status)));

    [Fact]
    public void A_reply_with_two_rows_for_a_node_is_no_answer()
    {
        var root = XElement.Parse(RecordedAnswer.Of("rebalance-status-running.xml").Text);
        var node = root.Descendants("node").First();
        node.AddAfterSelf(node);

        Assert.Throws<FormatException>(() => new RebalanceStatusVerb("data").Parse(root));
    }

    private static void AssertReport(TaskReport report, string id, params NodeReport[] nodes)
    {
        Assert.Equal(Guid.Parse(id), report.TaskId);
        Assert.Equal(nodes, report.Nodes);
    }
}
