using System.Xml.Linq;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>The verb that says what a recording asked, with its reply type hidden.</summary>
internal sealed record RecordedVerb(RecordedAnswer Answer, IReadOnlyList<string> CommandLine, Func<CommandOutcome, object> Read, Func<XElement, object> Parse)
{
    /// <summary>The recordings that the engine has a verb for.</summary>
    public static IReadOnlyList<RecordedVerb> All { get; } = [.. RecordedAnswer.All.Select(Of).OfType<RecordedVerb>()];

    private static RecordedVerb? Of(RecordedAnswer answer) => answer.Arguments switch
    {
        ["volume", "info"] => Of(answer, new VolumeInfoVerb()),
        ["volume", "info", var volume] => Of(answer, new VolumeInfoVerb(volume)),
        ["volume", "status", "all", "tasks"] => Of(answer, new TaskListVerb()),
        ["volume", "status", var volume, "tasks"] => Of(answer, new TaskListVerb(volume)),
        ["volume", "status", var volume, "detail"] => Of(answer, new VolumeStatusVerb(volume)),
        ["pool", "list"] => Of(answer, new PeerListVerb()),
        ["volume", "rebalance", var volume, "start"] => Of(answer, new RebalanceStartVerb(volume, FixLayout: false, Force: false)),
        ["volume", "rebalance", var volume, "fix-layout", "start"] => Of(answer, new RebalanceStartVerb(volume, FixLayout: true, Force: false)),
        ["volume", "rebalance", var volume, "stop"] => Of(answer, new RebalanceStopVerb(volume)),
        ["volume", "rebalance", var volume, "status"] => Of(answer, new RebalanceStatusVerb(volume)),
        ["volume", "set", var volume, var option, var value] => Of(answer, new VolumeSetVerb(volume, option, value)),
        ["volume", "reset", var volume, var option] => Of(answer, new VolumeResetVerb(volume, option)),
        ["volume", "heal", var volume, "statistics", "heal-count"] => Of(answer, new HealCountVerb(volume)),
        _ => null,
    };

    private static RecordedVerb Of<TReply>(RecordedAnswer answer, VdsVerb<TReply> verb) =>
        new(answer, verb.CommandLine, outcome => ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero), root => verb.Parse(root)!);

    public override string ToString() => Answer.File;
}
