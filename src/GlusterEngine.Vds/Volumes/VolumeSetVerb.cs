using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Sets an option of a volume, or several at once.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Option">Key, such as <c>cluster.rebal-throttle</c>.</param>
/// <param name="Value">Value: neither empty nor with a newline, which would keep glusterd from starting (spec/gluster.md 5).</param>
public sealed record VolumeSetVerb(string Volume, string Option, string Value) : VdsVerb<bool>
{
    /// <summary>Further options, set with the first one or, where gluster refuses one of them, none of all.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> More { get; init; } = [];

    /// <inheritdoc/>
    public override string Name => "GlusterVolume.set";

    /// <inheritdoc/>
    public override bool IsIdempotent => false;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Change;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "set", Volume, Option, Value, .. More.SelectMany(static option => (string[])[option.Key, option.Value])];

    /// <inheritdoc/>
    public override bool Parse(XElement cliOutput) => true;

    /// <inheritdoc/>
    /// <remarks>VDSM sets one option at a time, so it has no verb for several of which either all are set or none.</remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests =>
        More.Count > 0 ? [] : [new("GlusterVolume.set", new() { ["volumeName"] = Volume, ["option"] = Option, ["value"] = Value })];

    /// <inheritdoc/>
    public override bool ParseVdsm(IReadOnlyList<JsonElement> results) => true;
}
