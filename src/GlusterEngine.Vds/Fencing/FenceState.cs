namespace GlusterEngine.Vds.Fencing;

/// <summary>What became of the generation of a volume.</summary>
public enum FenceState
{
    /// <summary>The command was accepted, and the generation is the next one.</summary>
    Stamped,

    /// <summary>The command was accepted; the generation stayed, because an option that is set while a peer is away makes that peer restart its bricks.</summary>
    Unstamped,

    /// <summary>The command was run and refused; the generation stayed.</summary>
    Kept,

    /// <summary>The generation is not what was expected, so the command was not run.</summary>
    Moved,

    /// <summary>The generation could not be read, so the command was not run.</summary>
    Blind,

    /// <summary>Nobody knows whether the generation is still what it was.</summary>
    Unsure,
}
