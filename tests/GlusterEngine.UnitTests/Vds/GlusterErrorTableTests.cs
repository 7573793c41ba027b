using System.Xml.Linq;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.Vds.GlusterErrorMeaning;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Gluster's refusals about tasks, row by row as the table of spec/gluster.md 2.4 has them, and those that share a check with one of its rows.</summary>
public sealed class GlusterErrorTableTests
{
    private static readonly RemoveBrickCommitVerb Change = new("data", []);
    private static readonly RemoveBrickStatusVerb Question = new("data", []);

    public static TheoryData<string, int, int, string, GlusterErrorMeaning> Refusals => new()
    {
        { "rebalance status or stop without task, or while a remove-brick runs", -1, 30800, "Rebalance not started for volume d2.", TaskNotFound },
        { "rebalance start, already running", -1, 30800, "Rebalance on d2 is already started", AlreadyStarted },
        {
            "rebalance start, remove-brick uncommitted", -1, 30800,
            "A remove-brick task on volume d2 is not yet committed. Either commit or stop the remove-brick task.", RemoveBrickPending
        },
        {
            "rebalance on one brick, 1x3 or disperse", -1, 30800,
            "Volume o1 is not a distribute volume or contains only 1 brick. Not performing rebalance", NotDistributed
        },
        { "rebalance or remove-brick status, volume stopped", -1, 30800, "Volume dg needs to be started to perform rebalance", VolumeNotStarted },
        { "rebalance, volume unknown", -1, 30800, "Volume nosuch does not exist", VolumeNotFound },
        { "remove-brick, volume unknown", -1, 0, "Volume nosuch does not exist", VolumeNotFound },
        { "volume info, unknown", -1, 30806, "Volume does not exist", VolumeNotFound },
        { "volume status tasks, stopped", -1, 30800, "Volume d2 is not started", VolumeNotStarted },
        { "remove-brick status or stop, no task", -1, 30800, "remove-brick not started for volume d2.", TaskNotFound },
        { "remove-brick status or stop, other brick", -1, 30800, "Incorrect brick for volume d2", WrongBricks },
        { "remove-brick start or commit, brick unknown", -1, 0, "Incorrect brick 127.1.3.3:/nope for volume d2", WrongBricks },
        {
            "remove-brick start, one exists", -1, 30800,
            "An earlier remove-brick task exists for volume d2. Either commit it or stop it before starting a new task.", RemoveBrickPending
        },
        {
            "commit, never started or another brick", -1, 30800,
            "Brick 127.1.3.3:/lab/3/bricks/d2 is not decommissioned. Use start or force option", NotDecommissioned
        },
        { "commit, running, asked there", -1, 30800, "use 'force' option as migration is in progress", MigrationInProgress },
        { "commit, running, asked elsewhere", -1, 30800, "Pre Validation failed on 127.1.3.3. use 'force' option as migration is in progress", MigrationInProgress },
        { "commit after failures", -1, 30800, "use 'force' option as migration of some files might have been skipped or has failed", MigrationIncomplete },
        { "commit after a node's failure", -1, 30800, "use 'force' option as migration has failed", MigrationIncomplete },
        { "the same, asked elsewhere", -1, 30800, "Pre Validation failed on 127.1.3.3. use 'force' option as migration has failed", MigrationIncomplete },
        { "commit, brick's node down", -1, 30800, "Host node of the brick 127.1.3.3:/lab/3/bricks/d2 is down", NodeDown },
        {
            "commit, geo-replication running", -1, 30800,
            "geo-replication sessions are active for the volume p1.\nStop geo-replication sessions involved in this volume. "
            + "Use 'volume geo-replication status' command for more info.",
            GeoReplicationActive
        },
        { "remove all bricks", -1, 30800, "Deleting all the bricks of the volume is not allowed", WrongBricks },
        { "wrong count for the set", -1, 0, "Remove brick incorrect brick count of 2 for replica 3", WrongBricks },
        { "one brick of a disperse set", -1, 0, "Remove brick incorrect brick count of 1 for disperse 3", WrongBricks },
        { "bricks of two sets", -1, 0, "Bricks not from same subvol for replica", WrongBricks },
        { "too few bricks to reduce the replica count", -1, 0, "need 2(xN) bricks for reducing replica count of the volume from 3 to 2", WrongBricks },
        { "two copies of one set and none of another", -1, 0, "Remove exactly 1 brick(s) from each subvolume.", WrongBricks },
        { "data where the arbiter has to go", -1, 0, "Remove arbiter brick(s) only when converting from arbiter to replica 2 subvolume.", WrongBricks },
        { "start to reduce the replica count", -1, 0, "Migration of data is not needed when reducing replica count. Use the 'force' option", NotNeeded },
        { "volume stop, task running", -1, 30800, "rebalance session is in progress for the volume 'd2'", TaskRunning },
        { "volume stop, task running elsewhere", -1, 30800, "Pre Validation failed on 127.1.3.3. rebalance session is in progress for the volume 'd2'", TaskRunning },
        {
            "add-brick, task running elsewhere", -1, 30800,
            "Pre Validation failed on 127.1.3.3. Volume name d2 rebalance is in progress. Please retry after completion", TaskRunning
        },
        { "add-brick, task running", -1, 30800, "Rebalance is in progress. Please retry after completion", TaskRunning },
        { "server quorum lost", -1, 30800, "Quorum not met. Volume operation not allowed.", QuorumLost },
        { "server quorum lost, other words", -1, 30800, "Server quorum not met. Rejecting operation.", QuorumLost },
        { "lock held, rebalance", -1, 30802, "Another transaction is in progress. Please try again after some time.", Locked },
        { "lock held, others", -1, 30802, "Another transaction is in progress for k1. Please try again after some time.", Locked },
        { "lock lost on a peer", -1, 30800, "Locking failed on 127.1.3.2. Please check log file for details.", Locked },
        { "peer detach, another peer down", -1, 4, "One of the peers is probably down. Check with 'peer status'", NodeDown },
        { "peer detach of a stranger", -1, 2, "nosuchhost is not part of cluster", PeerNotFound },
        { "peer probe of a peer of others", -1, 3, "127.1.3.5 is either already part of another cluster or having volumes configured", PeerOfAnotherPool },
        { "peer probe of nobody", -1, 107, "Probe returned with Transport endpoint is not connected", PeerUnreachable },
        { "peer detach with bricks", 1, 3, "Peer 127.1.3.3 hosts one or more bricks. If the peer is in not recoverable state then use either replace-brick or remove-brick command.", PeerHoldsBricks },
        { "heal info, unknown volume", -1, 2, "Volume nosuch does not exist", VolumeNotFound },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_changed_nothing_and_has_a_meaning(string situation, int opRet, int opErrno, string text, GlusterErrorMeaning meaning)
    {
        Assert.NotEmpty(situation);
        var error = new GlusterError(opRet, opErrno, text, meaning);
        var answer = new CommandOutcome.Exited(0, Document(opRet, opErrno, text), "");
        Assert.Equal(new VdsReply<TaskReport>.Refused(error), ReplyInterpreter.Read(Change, answer, TimeSpan.Zero));
        Assert.Equal(new VdsReply<TaskReport>.Refused(error), ReplyInterpreter.Read(Question, answer, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("Usage: volume remove-brick <VOLNAME> [replica <COUNT>] <BRICK> ... <start|stop|status|commit|force>")]
    [InlineData("unrecognized word: bogus (position 1)")]
    [InlineData("wrong brick type: nocolon, use <HOSTNAME>:<export-dir-abs-path>")]
    [InlineData("Duplicate bricks found 127.1.3.2:/b")]
    public void What_the_command_line_refuses_never_reached_gluster(string text) =>
        Assert.Equal(new VdsReply<TaskReport>.Refused(new(-1, 0, text, BadArguments)), PlainText(1, text));

    [Fact]
    public void A_glusterd_that_is_down_was_not_reached() => Assert.Equal(
        new VdsReply<TaskReport>.Unreachable("Connection failed. Please check if gluster daemon is operational."),
        PlainText(1, "Connection failed. Please check if gluster daemon is operational."));

    [Theory]
    [InlineData(1, "Error : Request timed out")]
    [InlineData(2, "geo-replication command failed")]
    public void What_has_neither_document_nor_rule_is_unknown(int exitCode, string text) =>
        Assert.Equal(new VdsReply<TaskReport>.Unknown(text), PlainText(exitCode, text));

    private static VdsReply<TaskReport> PlainText(int exitCode, string text) =>
        ReplyInterpreter.Read(Change, new CommandOutcome.Exited(exitCode, "", text), TimeSpan.FromSeconds(0.1));

    private static string Document(int opRet, int opErrno, string text) =>
        new XElement("cliOutput", new XElement("opRet", opRet), new XElement("opErrno", opErrno), new XElement("opErrstr", text)).ToString();
}
