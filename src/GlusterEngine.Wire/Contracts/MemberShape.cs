namespace GlusterEngine.Wire.Contracts;

/// <summary>How often a member's content comes, and what is around it.</summary>
internal enum MemberShape
{
    /// <summary>Once: <c>&lt;status&gt;up&lt;/status&gt;</c>.</summary>
    Single,

    /// <summary>
    /// A list in an element: <c>&lt;options&gt;&lt;option/&gt;&lt;option/&gt;&lt;/options&gt;</c>,
    /// <c>"options":{"option":[{},{}]}</c>.
    /// </summary>
    Wrapped,

    /// <summary>A list without one: <c>&lt;link/&gt;&lt;link/&gt;</c>, <c>"link":[{},{}]</c>.</summary>
    Repeated,
}
