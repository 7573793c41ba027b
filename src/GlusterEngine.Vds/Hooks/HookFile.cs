using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Where a hook lies below <c>hooks/1</c>: <c>start/post/S30samba-start.sh</c>, with K in place of S when it is disabled. Pure.</summary>
/// <param name="Hook">Which hook.</param>
/// <param name="IsEnabled">Whether gluster runs it.</param>
internal readonly record struct HookFile(HookName Hook, bool IsEnabled)
{
    /// <summary>The folder with all hooks, below the working directory of a glusterd.</summary>
    public const string Root = "hooks/1";

    /// <summary>The folder, below <see cref="Root"/>.</summary>
    public static string FolderOf(HookName hook) => $"{hook.Command}/{hook.Stage.ToLowerText()}";

    /// <summary>The hook that a path below <see cref="Root"/> names; null when it is none.</summary>
    public static HookFile? Parse(string path) =>
        path.Split('/') is [var command, ("pre" or "post") and var stage, { Length: > 1 } file] && file[0] is 'S' or 'K' && HookName.Parse(command, stage, file[1..]) is { } hook
            ? new(hook, file[0] == 'S')
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{FolderOf(Hook)}/{(IsEnabled ? 'S' : 'K')}{Hook.Name}";
}
