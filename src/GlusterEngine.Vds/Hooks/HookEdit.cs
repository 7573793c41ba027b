using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>A change of one hook of a host: exactly one of the cases below.</summary>
/// <param name="Hook">Which hook.</param>
public abstract record HookEdit(HookName Hook)
{
    /// <summary>Lets gluster run it from now on, or not; no change when that is so. Enabling makes the file executable too.</summary>
    public sealed record Switch(HookName Hook, bool IsEnabled) : HookEdit(Hook);

    /// <summary>Writes a hook that is not there.</summary>
    public sealed record Add(HookName Hook, HookContent Content, bool IsEnabled) : HookEdit(Hook);

    /// <summary>Writes another content; whether it is enabled stays.</summary>
    public sealed record Update(HookName Hook, HookContent Content) : HookEdit(Hook);

    /// <summary>Deletes it, enabled or not; no change when it is not there.</summary>
    public sealed record Remove(HookName Hook) : HookEdit(Hook);
}
