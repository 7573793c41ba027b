namespace GlusterEngine.Model.Bricks;

/// <summary>State of a brick process.</summary>
public enum GlusterBrickStatus
{
    /// <summary>Its process runs.</summary>
    Up,

    /// <summary>Its process does not run, or its node is away.</summary>
    Down,

    /// <summary>Not reported.</summary>
    Unknown,
}
