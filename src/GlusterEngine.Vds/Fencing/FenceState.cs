namespace GlusterEngine.Vds.Fencing;

/// <summary>What became of the generation of a volume.</summary>
public enum FenceState
{
    /// <summary>It is the next one. Whether the command was run and accepted is for its own answer to tell.</summary>
    Stamped,

    /// <summary>
    /// It stayed: an option that is set while a peer is away makes that peer restart its bricks, so the command was run without; or the volume was locked by
    /// somebody else, which is then what the command's answer says.
    /// </summary>
    Unstamped,

    /// <summary>The generation is not what was expected, or the volume is another one of its name, so the command was not run.</summary>
    Moved,

    /// <summary>A peer is away, or nobody could tell, and the command is run with all of them only; so it was not, and the generation stayed.</summary>
    Away,

    /// <summary>The generation could not be read, so the command was not run.</summary>
    Blind,

    /// <summary>Nobody knows whether the generation is still what it was.</summary>
    Unsure,
}
