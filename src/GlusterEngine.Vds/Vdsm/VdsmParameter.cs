using System.Text.Json.Nodes;
using GlusterEngine.Model;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>Parameters of VDSM that more than one verb has.</summary>
internal static class VdsmParameter
{
    /// <summary>A list of bricks, <c>host:/directory</c> each.</summary>
    public static JsonArray Of(IEnumerable<BrickAddress> bricks) => [.. bricks.Select(static brick => (JsonNode)brick.ToString())];

    /// <summary>What the four verbs of a removal of bricks take; a replica count of 0 is left out of gluster's command.</summary>
    public static JsonObject OfRemoval(string volume, IEnumerable<BrickAddress> bricks, int? replicaCount = null) =>
        new() { ["volumeName"] = volume, ["brickList"] = Of(bricks), ["replicaCount"] = replicaCount ?? 0 };

    /// <summary>A hook, and what else its verb takes; the name of the checksum is not the same in all of them (spec/vdsm.md 2).</summary>
    public static JsonObject Of(HookName hook, params IReadOnlyList<(string Name, JsonNode Value)> more)
    {
        var parameters = new JsonObject { ["glusterCmd"] = hook.Command, ["hookLevel"] = hook.Stage.ToUpperText(), ["hookName"] = hook.Name };
        foreach (var (name, value) in more) parameters[name] = value;
        return parameters;
    }
}
