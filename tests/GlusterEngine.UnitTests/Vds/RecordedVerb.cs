using System.Globalization;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
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
        ["peer", "probe", var address] => Of(answer, new PeerProbeVerb(address)),
        ["peer", "detach", var address] => Of(answer, new PeerDetachVerb(address, Force: false)),
        ["peer", "detach", var address, "force"] => Of(answer, new PeerDetachVerb(address, Force: true)),
        ["volume", "rebalance", var volume, "start"] => Of(answer, new RebalanceStartVerb(volume, FixLayout: false, Force: false)),
        ["volume", "rebalance", var volume, "fix-layout", "start"] => Of(answer, new RebalanceStartVerb(volume, FixLayout: true, Force: false)),
        ["volume", "rebalance", var volume, "stop"] => Of(answer, new RebalanceStopVerb(volume)),
        ["volume", "rebalance", var volume, "status"] => Of(answer, new RebalanceStatusVerb(volume)),
        ["volume", "set", var volume, var option, var value] => Of(answer, new VolumeSetVerb(volume, option, value)),
        ["volume", "create", var volume, "replica", "3", var one, var two, var three, ..] => Of(
            answer, new VolumeCreateVerb(volume, new(ReplicaCount: 3, ArbiterCount: 0, DisperseCount: 0, RedundancyCount: 0), [Brick(one), Brick(two), Brick(three)], Force: answer.Arguments.Count > 8)),
        ["volume", "start", var volume, ..] => Of(answer, new VolumeStartVerb(volume, Force: answer.Arguments.Count > 3)),
        ["volume", "stop", var volume, "force"] => Of(answer, new VolumeStopVerb(volume, Force: true)),
        ["volume", "stop", var volume] => Of(answer, new VolumeStopVerb(volume, Force: false)),
        ["volume", "delete", var volume] => Of(answer, new VolumeDeleteVerb(volume)),
        ["volume", "add-brick", var volume, var brick, "force"] => Of(answer, new AddBrickVerb(volume, [Brick(brick)], ReplicaCount: null, Force: true)),
        ["volume", "add-brick", var volume, "replica", var count, var brick, "force"] => Of(answer, new AddBrickVerb(volume, [Brick(brick)], Number(count), Force: true)),
        ["volume", "replace-brick", var volume, var old, var next, "commit", "force"] => Of(answer, new ReplaceBrickVerb(volume, Brick(old), Brick(next))),
        ["volume", "reset-brick", var volume, var brick, "start"] => Of(answer, new ResetBrickVerb(volume, Brick(brick), IsCommit: false)),
        ["volume", "reset-brick", var volume, var brick, _, "commit", "force"] => Of(answer, new ResetBrickVerb(volume, Brick(brick), IsCommit: true)),
        ["volume", "remove-brick", var volume, "replica", var count, .., "force"] => Of(answer, new RemoveBrickForceVerb(volume, Bricks(answer, before: 5), Number(count))),
        ["volume", "remove-brick", _, "replica" or "nocolon", ..] => null,
        ["volume", "remove-brick", var volume, .., "start"] => Of(answer, new RemoveBrickStartVerb(volume, Bricks(answer, before: 3))),
        ["volume", "remove-brick", var volume, .., "status"] => Of(answer, new RemoveBrickStatusVerb(volume, Bricks(answer, before: 3))),
        ["volume", "remove-brick", var volume, .., "stop"] => Of(answer, new RemoveBrickStopVerb(volume, Bricks(answer, before: 3))),
        ["volume", "remove-brick", var volume, .., "commit"] => Of(answer, new RemoveBrickCommitVerb(volume, Bricks(answer, before: 3))),
        ["volume", "status", var volume, var brick, "clients"] => Of(answer, new BrickClientsVerb(volume, Brick(brick))),
        ["volume", "status", var volume, var brick, "mem"] => Of(answer, new BrickMemoryVerb(volume, Brick(brick))),
        ["volume", "profile", var volume, "info"] => Of(answer, new ProfileReadVerb(volume, OfNfs: false)),
        ["volume", "profile", var volume, var word] => Of(answer, new ProfileSwitchVerb(volume, IsOn: word == "start")),
        ["volume", "reset", var volume, "force"] => Of(answer, new VolumeResetAllVerb(volume, Force: true)),
        ["volume", "reset", var volume] => Of(answer, new VolumeResetAllVerb(volume, Force: false)),
        ["volume", "reset", var volume, var option] => Of(answer, new VolumeResetVerb(volume, option)),
        ["volume", "heal", var volume, "statistics", "heal-count"] => Of(answer, new HealCountVerb(volume)),
        _ => null,
    };

    private static BrickAddress Brick(string text) => BrickAddress.Parse(text)!.Value;

    private static List<BrickAddress> Bricks(RecordedAnswer answer, int before) => [.. answer.Arguments.Skip(before).SkipLast(1).Select(Brick)];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static RecordedVerb Of<TReply>(RecordedAnswer answer, VdsVerb<TReply> verb) =>
        new(answer, verb.CommandLine, outcome => ReplyInterpreter.Read(verb, outcome, TimeSpan.Zero), root => verb.Parse(root)!);

    public override string ToString() => Answer.File;
}
