using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The hooks of another machine, below gluster's usual working directory, which <c>glusterengine-ssh-guard</c> looks at and changes there.</summary>
/// <param name="links">Connections.</param>
internal sealed class SshHookDirectory(SshLinks links) : IHookDirectory
{
    public async Task<VdsReply<IReadOnlyList<HookDescription>>> ListAsync(VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        SshHookAnswer.ReadList(host, await links.Of(host.Ssh!).RunAsync(SshRequest.Hook(["list"], limit), cancellationToken));

    public async Task<VdsReply<HookContent>> ReadAsync(VdsHost host, HookName hook, TimeSpan limit, CancellationToken cancellationToken) =>
        SshHookAnswer.ReadContent(host, hook, await links.Of(host.Ssh!).RunAsync(SshRequest.Hook(["read", .. Parts(hook)], limit), cancellationToken));

    public async Task<VdsReply<bool>> EditAsync(VdsHost host, HookEdit edit, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (edit is HookEdit.Add { Content.Bytes.Length: > HookContent.MaxBytes } or HookEdit.Update { Content.Bytes.Length: > HookContent.MaxBytes })
            return new VdsReply<bool>.Refused(HookRefusals.TooLarge(edit.Hook));
        return SshHookAnswer.ReadEdit(host, edit.Hook, await links.Of(host.Ssh!).RunAsync(SshRequest.Hook(ValuesOf(edit), limit), cancellationToken));
    }

    private static string[] ValuesOf(HookEdit edit) => edit switch
    {
        HookEdit.Switch { IsEnabled: var enables } => [enables ? "enable" : "disable", .. Parts(edit.Hook)],
        HookEdit.Add add => ["add", .. Parts(edit.Hook), add.Content.Checksum, add.Content.Base64, add.IsEnabled ? "S" : "K"],
        HookEdit.Update update => ["update", .. Parts(edit.Hook), update.Content.Checksum, update.Content.Base64],
        HookEdit.Remove => ["remove", .. Parts(edit.Hook)],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string[] Parts(HookName hook) => [hook.Command, hook.Stage.ToLowerText(), hook.Name];
}
