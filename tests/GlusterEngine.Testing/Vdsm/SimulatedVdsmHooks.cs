using System.Text.Json.Nodes;
using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>The hook verbs of a VDSM on a host of a simulated cluster (spec/vdsm.md 3.6, 5).</summary>
internal sealed class SimulatedVdsmHooks(SimulatedGluster gluster, VdsHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SimulatedHookDirectory directory = new(gluster);

    public Task<JsonNode> DoAsync(string verb, SimulatedVdsmParameters given) => verb switch
    {
        "list" => ListAsync(),
        "read" => ReadAsync(given),
        "enable" => EditAsync(4502, new HookEdit.Switch(HookOf(given), IsEnabled: true)),
        "disable" => EditAsync(4503, new HookEdit.Switch(HookOf(given), IsEnabled: false)),
        "remove" => EditAsync(4510, new HookEdit.Remove(HookOf(given))),
        "add" => EditAsync(4509, new HookEdit.Add(HookOf(given), ContentOf(given, "checksum"), given.Flag("enable"))),
        "update" => EditAsync(4506, new HookEdit.Update(HookOf(given), ContentOf(given, "hookChecksum"))),
        _ => throw new SimulatedVdsmException(-32601, $"The method does not exist or is not available: {{'method': 'GlusterHook.{verb}'}}"),
    };

    private static HookName HookOf(SimulatedVdsmParameters given) =>
        HookName.Parse(given.Text("glusterCmd"), given.Text("hookLevel"), given.Text("hookName")) ?? throw new SimulatedVdsmException(4104, "Missing argument");

    private static HookContent ContentOf(SimulatedVdsmParameters given, string checksum)
    {
        var content = HookContent.OfBase64(given.Text("hookData"));
        return content.Checksum == given.Text(checksum) ? content : throw new SimulatedVdsmException(4508, $"Hook file check sum:{content.Checksum} mismatch {given.Text(checksum)}");
    }

    private async Task<JsonNode> ListAsync()
    {
        var reply = await directory.ListAsync(host, Patience, CancellationToken.None);
        if (reply is not VdsReply<IReadOnlyList<HookDescription>>.Answered answered) throw new SimulatedVdsmException(4501, "List gluster hook failed");
        return new JsonObject
        {
            ["hooksList"] = new JsonArray([.. answered.Value.Select(static hook => (JsonNode)new JsonObject
            {
                ["name"] = hook.Hook.Name,
                ["status"] = hook.IsEnabled ? "ENABLED" : "DISABLED",
                ["mimetype"] = hook.ContentType == HookContentType.Text ? "text/x-shellscript" : "application/x-executable",
                ["command"] = hook.Hook.Command,
                ["level"] = hook.Hook.Stage.ToUpperText(),
                ["md5sum"] = "",
                ["checksum"] = hook.Checksum,
            })]),
        };
    }

    private async Task<JsonNode> ReadAsync(SimulatedVdsmParameters given)
    {
        var hook = HookOf(given);
        return await directory.ReadAsync(host, hook, Patience, CancellationToken.None) switch
        {
            VdsReply<HookContent>.Answered answered => new JsonObject
            {
                ["content"] = answered.Value.Base64,
                ["mimetype"] = "text/x-shellscript",
                ["md5sum"] = "",
                ["checksum"] = answered.Value.Checksum,
            },
            VdsReply<HookContent>.Refused => throw NotFound(hook),
            _ => throw new SimulatedVdsmException(4505, "Hook read failed"),
        };
    }

    private async Task<JsonNode> EditAsync(int code, HookEdit edit) => await directory.EditAsync(host, edit, Patience, CancellationToken.None) switch
    {
        VdsReply<bool>.Answered => new JsonObject(),
        VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.HookNotFound } => throw NotFound(edit.Hook),
        VdsReply<bool>.Refused { Error.Meaning: GlusterErrorMeaning.HookExists } =>
            throw new SimulatedVdsmException(4507, $"Hook {edit.Hook.Name} of command {edit.Hook.Command}, level {edit.Hook.Stage.ToLowerText()} already exist"),
        var other => throw new SimulatedVdsmException(code, $"Hook failed: {other.Summary}"),
    };

    private static SimulatedVdsmException NotFound(HookName hook) => new(4504, $"Hook {hook.Name} of command {hook.Command}, level {hook.Stage.ToLowerText()} not found");
}
