namespace GlusterEngine.Wire;

/// <summary>What is wrong with an input document; each kind is a fault reason of its own (spec/rest.md 4).</summary>
public enum WireErrorKind
{
    /// <summary>
    /// Broken, empty or too deep, a wrong root, an unknown or repeated member, a member of the wrong shape, text for a number.
    /// </summary>
    Syntax,

    /// <summary>A well-placed member whose value is not a legal one.</summary>
    InvalidValue,
}
