using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class ReplyInterpreterTests
{
    private static readonly RebalanceStartVerb Start = new("data", FixLayout: false, Force: false);
    private static readonly RebalanceStatusVerb Status = new("data");
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1.5);

    [Fact]
    public void A_program_that_never_started_is_unreachable() =>
        Assert.Equal(new VdsReply<Guid>.Unreachable("no such program"), ReplyInterpreter.Read(Start, new CommandOutcome.NotStarted("no such program"), AtOnce));

    [Fact]
    public void A_program_that_was_killed_leaves_the_outcome_unknown() =>
        Assert.Equal(new VdsReply<Guid>.Unknown("killed"), ReplyInterpreter.Read(Start, new CommandOutcome.TimedOut("killed"), AtOnce));

    [Fact]
    public void The_exit_code_is_not_believed()
    {
        // A refusal with exit code 0, and an answer with another.
        Assert.IsType<VdsReply<Guid>.Refused>(ReplyInterpreter.Read(Start, RecordedAnswer.Of("rebalance-start-already-started.xml").Outcome, AtOnce));
        Assert.IsType<VdsReply<Guid>.Answered>(ReplyInterpreter.Read(Start, new CommandOutcome.Exited(1, RecordedAnswer.Of("rebalance-start.xml").Text, ""), AtOnce));
    }

    [Fact]
    public void A_refusal_keeps_glusters_own_words() => Assert.Equal(
        new VdsReply<Guid>.Refused(new GlusterError(-1, 30800, "Rebalance on data is already started", GlusterErrorMeaning.AlreadyStarted)),
        Recorded.Reply("rebalance-start-already-started.xml", Start));

    [Fact]
    public void A_held_lock_is_told_by_its_number() => Assert.Equal(
        new VdsReply<Guid>.Refused(new GlusterError(-1, 30802, "Another transaction is in progress. Please try again after some time.", GlusterErrorMeaning.Locked)),
        Recorded.Reply("rebalance-start-locked.xml", Start));

    [Fact]
    public void A_glusterd_that_refuses_connections_is_unreachable() => Assert.Equal(
        new VdsReply<Guid>.Unreachable("Connection failed. Please check if gluster daemon is operational."), Recorded.Reply("glusterd-down.txt", Start));

    [Fact]
    public void A_glusterd_lost_in_the_middle_of_a_change_leaves_the_outcome_unknown() =>
        Assert.IsType<VdsReply<Guid>.Unknown>(ReplyInterpreter.Read(Start, RecordedAnswer.Of("glusterd-down.txt").Outcome, Later));

    [Fact]
    public void A_glusterd_lost_in_the_middle_of_a_read_is_unreachable() =>
        Assert.IsType<VdsReply<TaskReport>.Unreachable>(ReplyInterpreter.Read(Status, RecordedAnswer.Of("glusterd-down.txt").Outcome, Later));

    [Fact]
    public void Glusters_own_time_out_leaves_the_outcome_unknown()
    {
        Assert.Equal(new VdsReply<TaskReport>.Unknown("Error : Request timed out"), Recorded.Reply("rebalance-status-timed-out.txt", Status));
        Assert.Equal(new VdsReply<Guid>.Unknown("Error : Request timed out"), Recorded.Reply("rebalance-status-timed-out.txt", Start));
    }

    [Theory]
    [InlineData("bad-rebalance-usage.txt")]
    [InlineData("bad-word.txt")]
    [InlineData("bad-fix-layout-force.txt")]
    [InlineData("bad-brick.txt")]
    [InlineData("bad-duplicate-bricks.txt")]
    public void What_the_command_line_itself_refuses_are_bad_arguments(string file)
    {
        var refused = Assert.IsType<VdsReply<Guid>.Refused>(Recorded.Reply(file, Start));
        Assert.Equal(new GlusterError(-1, 0, RecordedAnswer.Of(file).Text.Trim(), GlusterErrorMeaning.BadArguments), refused.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("Segmentation fault")]
    [InlineData("<cliOutput><opRet>0</opRet>")]
    [InlineData("<html/>")]
    [InlineData("<cliOutput><opRet>zero</opRet></cliOutput>")]
    [InlineData("<cliOutput><opRet>0</opRet><opErrno>0</opErrno><opErrstr/></cliOutput>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"0\">]><cliOutput><opRet>&e;</opRet></cliOutput>")]
    public void A_broken_answer_leaves_the_outcome_unknown(string output)
    {
        Assert.IsType<VdsReply<Guid>.Unknown>(ReplyInterpreter.Read(Start, new CommandOutcome.Exited(0, output, ""), AtOnce));
        Assert.IsType<VdsReply<IReadOnlyList<PeerDescription>>.Unknown>(ReplyInterpreter.Read(new PeerListVerb(), new CommandOutcome.Exited(0, output, ""), AtOnce));
    }

    [Theory]
    [InlineData("Commit failed on 127.1.3.2. Please check log file for details.")]
    [InlineData("Post Validation failed on 127.1.3.2. Please check log file for details.")]
    [InlineData("Unlocking failed on 127.1.3.2. Please check log file for details.")]
    [InlineData("")]
    public void A_change_that_failed_half_way_is_not_refused(string text)
    {
        var outcome = new CommandOutcome.Exited(0, $"<cliOutput><opRet>-1</opRet><opErrno>30800</opErrno><opErrstr>{text}</opErrstr></cliOutput>", "");

        Assert.IsType<VdsReply<Guid>.Unknown>(ReplyInterpreter.Read(Start, outcome, AtOnce));
        Assert.Equal(
            new VdsReply<TaskReport>.Refused(new GlusterError(-1, 30800, text, GlusterErrorMeaning.Other)), ReplyInterpreter.Read(Status, outcome, AtOnce));
    }
}
