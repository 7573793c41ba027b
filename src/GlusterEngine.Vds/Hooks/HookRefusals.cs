using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>Why something cannot be done with a hook, in the words of the transports that look at files. Pure.</summary>
internal static class HookRefusals
{
    public static GlusterError NotFound(HookName hook) => new(-1, 0, $"Hook {hook} is not there", GlusterErrorMeaning.HookNotFound);

    public static GlusterError Exists(HookName hook) => new(-1, 0, $"Hook {hook} is there already", GlusterErrorMeaning.HookExists);

    public static GlusterError TooLarge(HookName hook) => new(-1, 0, $"Hook {hook}: {HookContent.TooLarge}", GlusterErrorMeaning.Other);

    public static GlusterError Failed(HookName hook, string reason) => new(-1, 0, $"Hook {hook} could not be changed: {reason}", GlusterErrorMeaning.Other);

    /// <summary>Why a host's hooks are out of sight.</summary>
    public static string OutOfSight(VdsHost host, string problem) => $"The hooks of {host.Name} cannot be looked at: {problem}";
}
