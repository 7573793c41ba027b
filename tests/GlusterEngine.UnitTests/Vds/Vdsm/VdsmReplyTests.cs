using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Vdsm.JsonRpc;
using GlusterEngine.Vds.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>Errors of VDSM, as they were seen (spec/vdsm.md 5).</summary>
public sealed class VdsmReplyTests
{
    private const string Lost = "['Command {self.cmd} failed with rc={self.rc} out={self.out!r} err={self.err!r}']";

    private static readonly RebalanceStartVerb Start = new("dist1", FixLayout: false, Force: false);
    private static readonly VolumeInfoVerb Info = new("dist1");
    private static readonly HealCountVerb Heals = new("dist1");

    [Theory]
    [InlineData(4135, "Volume rebalance start failed: rc=30800 out=() err=['Rebalance on dist1 is already started']", 30800, "Rebalance on dist1 is already started", GlusterErrorMeaning.AlreadyStarted)]
    [InlineData(4135, """Volume rebalance start failed: rc=30802 out=() err=["it's locked"]""", 30802, "it's locked", GlusterErrorMeaning.Locked)]
    [InlineData(4149, "Volume list failed: rc=30806 out=() err=['Volume does not exist']", 30806, "Volume does not exist", GlusterErrorMeaning.VolumeNotFound)]
    [InlineData(4153, @"Volume remove brick commit failed: rc=30800 out=() err=['Locking failed on h1.\nLocking failed on h2.']", 30800, "Locking failed on h1.\nLocking failed on h2.", GlusterErrorMeaning.Locked)]
    [InlineData(4508, "Hook file check sum:a mismatch b", 0, "Hook file check sum:a mismatch b", GlusterErrorMeaning.Other)]
    [InlineData(4104, "Missing argument: args=(), kwargs={}", 0, "Missing argument: args=(), kwargs={}", GlusterErrorMeaning.BadArguments)]
    [InlineData(4123, "Volume not found", 0, "Volume not found", GlusterErrorMeaning.VolumeNotFound)]
    public void Glusters_words_are_taken_out_of_VDSMs(int code, string message, int number, string text, GlusterErrorMeaning meaning) =>
        Assert.Equal(new VdsReply<Guid>.Refused(new(-1, number, text, meaning)), VdsmReply.OfError(Start, new(code, message)));

    [Theory]
    [InlineData(99, "Recovering from crash or Initializing", "VDSM is starting")]
    [InlineData(1100, "Not enough resources", "too many calls")]
    [InlineData(-32601, "The method does not exist or is not available: {'method': 'GlusterVolume.rebalanceStart'}", "does not know GlusterVolume.rebalanceStart")]
    public void What_never_began_is_unreachable(int code, string message, string words) =>
        Assert.Contains(words, Assert.IsType<VdsReply<Guid>.Unreachable>(VdsmReply.OfError(Start, new(code, message))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(-32603, "Internal JSON-RPC error: {'reason': \"name 'x' is not defined\"}")]
    [InlineData(-32602, "Invalid method parameter(s).")]
    [InlineData(4106, "XML error: rc=0 out=() err=['<cliOutput/>']")]
    [InlineData(4108, "Gluster command failed with to execute within timeout")]
    [InlineData(4135, "Volume rebalance start failed: rc=30800 out=() err=['Commit failed on h2. Please check log file for details.']")]
    [InlineData(4135, "Volume rebalance start failed: rc=1 out=() err=['']")]
    [InlineData(100, "General Exception")]
    public void What_may_have_happened_is_unknown(int code, string message) => Assert.IsType<VdsReply<Guid>.Unknown>(VdsmReply.OfError(Start, new(code, message)));

    [Fact]
    public void Where_VDSM_lost_the_words_there_is_no_reply_yet()
    {
        Assert.Null(VdsmReply.OfError(Start, new(4135, $"Volume rebalance start failed: rc=1 out=() err={Lost}")));
        Assert.Null(VdsmReply.OfError(Info, new(4149, "Volume list failed: rc=1 out=() err=[\"Command ['gluster'] failed with rc=1 out=b'Connection failed' err=b''\"]")));
    }

    [Fact]
    public void A_document_in_the_message_is_read_whatever_is_around_it()
    {
        var mended = new JsonRpcError(4138, @"Volume rebalance status failed: rc=1 out=() err=[""Command ['gluster'] failed with rc=1 out=b'<cliOutput>\n<opRet>-1</opRet>\n<opErrno>30800</opErrno>\n<opErrstr>Rebalance not started for volume a&amp;b.</opErrstr>\n</cliOutput>' err=b''""]");

        Assert.Equal(
            new VdsReply<TaskReport>.Refused(new(-1, 30800, "Rebalance not started for volume a&b.", GlusterErrorMeaning.TaskNotFound)),
            VdsmReply.OfError(new RebalanceStatusVerb("a"), mended));
    }

    [Theory]
    [InlineData(22, "Self-heal-daemon is disabled. Heal will not be triggered on volume dist1", GlusterErrorMeaning.NotReplicated)]
    [InlineData(5, "Volume dist1 is not started", GlusterErrorMeaning.VolumeNotStarted)]
    [InlineData(2, "No such one", GlusterErrorMeaning.VolumeNotFound)]
    public void Heal_info_has_numbers_of_its_own(int number, string words, GlusterErrorMeaning meaning)
    {
        var message = $"Command execution failed: rc={number} out=b'<cliOutput><opRet>-1</opRet><opErrno>{number}</opErrno><opErrstr>{words}</opErrstr></cliOutput>' err=b''";

        Assert.Equal(new GlusterError(-1, number, words, meaning), Assert.IsType<VdsReply<IReadOnlyList<BrickHealCount>>.Refused>(VdsmReply.OfError(Heals, new(4105, message))).Error);
    }

    [Fact]
    public void Heal_info_of_a_glusterd_that_is_away_is_unreachable() => Assert.IsType<VdsReply<IReadOnlyList<BrickHealCount>>.Unreachable>(VdsmReply.OfError(Heals, new(
        4105, "Command execution failed: rc=107 out=b'<cliOutput><opErrno>107</opErrno><opErrstr>Transport endpoint is not connected</opErrstr></cliOutput>' err=b''")));

    [Theory]
    [InlineData("'a'", "a")]
    [InlineData("'a', \"b's\"", "a\nb's")]
    [InlineData(@"'\x41\u00e4\t\'\\'", "A\u00e4\t'\\")]
    [InlineData("'never closed", "never closed")]
    [InlineData("no literal", "no literal")]
    [InlineData("", "")]
    public void Pythons_lists_of_text_are_read(string items, string text) => Assert.Equal(text, PythonText.Join(items));
}
