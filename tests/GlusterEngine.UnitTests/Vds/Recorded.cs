using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Reads recordings as the client would have.</summary>
internal static class Recorded
{
    // The peers of the lab in which the answers were recorded (pool-list.xml).
    public static readonly Guid Peer1 = Guid.Parse("@PEER1@");
    public static readonly Guid Peer2 = Guid.Parse("@PEER2@");
    public static readonly Guid Peer3 = Guid.Parse("@PEER3@");

    public static VdsReply<TReply> Reply<TReply>(string file, VdsVerb<TReply> verb) => ReplyInterpreter.Read(verb, RecordedAnswer.Of(file).Outcome, TimeSpan.Zero);

    public static TReply Value<TReply>(string file, VdsVerb<TReply> verb) => Assert.IsType<VdsReply<TReply>.Answered>(Reply(file, verb)).Value;
}
