using System.Text;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The hooks of a simulated host; at first those that a distribution brings along.</summary>
internal sealed class PeerHooks
{
    private static readonly IReadOnlyList<(string Command, string Stage, string Name, bool IsEnabled, string Script)> Packaged =
    [
        ("start", "post", "29CTDBsetup.sh", true, "#!/bin/sh\n# Mounts the volume on which CTDB keeps its lock.\n"),
        ("start", "post", "30samba-start.sh", true, "#!/bin/sh\n# Shares the volume by Samba.\n"),
        ("stop", "pre", "29CTDB-teardown.sh", false, "#!/bin/sh\n# Unmounts the volume on which CTDB keeps its lock.\n"),
    ];

    private readonly Dictionary<HookName, (bool IsEnabled, HookContent Content)> files;

    public PeerHooks()
        : this(Packaged.Select(static hook => new SavedHook(hook.Command, hook.Stage, hook.Name, hook.IsEnabled, Encoding.UTF8.GetBytes(hook.Script))))
    {
    }

    public PeerHooks(IEnumerable<SavedHook> saved) =>
        files = saved.ToDictionary(static hook => HookName.Parse(hook.Command, hook.Stage, hook.Name)!, static hook => (hook.IsEnabled, new HookContent(hook.Content)));

    public IReadOnlyList<HookDescription> List() =>
        HookListVerb.Distinct(files.Select(static file => new HookDescription(file.Key, file.Value.IsEnabled, file.Value.Content.Type, file.Value.Content.Checksum)));

    public HookContent? Find(HookName hook) => files.TryGetValue(hook, out var file) ? file.Content : null;

    /// <summary>Changes a hook. Why not; null when that was done.</summary>
    public GlusterError? Edit(HookEdit edit)
    {
        var isThere = files.TryGetValue(edit.Hook, out var file);
        switch (edit)
        {
            case HookEdit.Remove:
                files.Remove(edit.Hook);
                return null;
            case HookEdit.Add when isThere:
                return HookRefusals.Exists(edit.Hook);
            case HookEdit.Add { Content.Bytes.Length: > HookContent.MaxBytes } or HookEdit.Update { Content.Bytes.Length: > HookContent.MaxBytes }:
                return HookRefusals.TooLarge(edit.Hook);
            case HookEdit.Add add:
                files[edit.Hook] = (add.IsEnabled, add.Content);
                return null;
            case not null when !isThere:
                return HookRefusals.NotFound(edit.Hook);
            case HookEdit.Update update:
                files[edit.Hook] = (file.IsEnabled, update.Content);
                return null;
            case HookEdit.Switch turn:
                files[edit.Hook] = (turn.IsEnabled, file.Content);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public IReadOnlyList<SavedHook> Save() =>
        [.. files.Select(static file => new SavedHook(file.Key.Command, file.Key.Stage.ToString(), file.Key.Name, file.Value.IsEnabled, file.Value.Content.Bytes.ToArray()))];
}
