using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Reads recordings as the client would have.</summary>
internal static class Recorded
{
    // The peers of the lab in which the answers were recorded (pool-list.xml).
    public static readonly Guid Peer1 = Guid.Parse("388bca7b-e830-49c0-a671-d6727e64d5b7");
    public static readonly Guid Peer2 = Guid.Parse("fbe7718a-d7a4-4b69-bc3e-a7c49f2aa74b");
    public static readonly Guid Peer3 = Guid.Parse("74d107d9-d171-4a88-ba21-1b1a29c1a5ad");

    public static VdsReply<TReply> Reply<TReply>(string file, VdsVerb<TReply> verb) => ReplyInterpreter.Read(verb, RecordedAnswer.Of(file).Outcome, TimeSpan.Zero);

    public static TReply Value<TReply>(string file, VdsVerb<TReply> verb) => Assert.IsType<VdsReply<TReply>.Answered>(Reply(file, verb)).Value;
}
