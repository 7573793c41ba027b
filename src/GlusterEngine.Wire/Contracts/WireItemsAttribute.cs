namespace GlusterEngine.Wire.Contracts;

/// <summary>
/// Declares a list without an element around it: the elements repeat, and JSON has one array. Items are named by their type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireItemsAttribute : Attribute
{
    /// <summary>Whether JSON shows an empty array; XML cannot show an empty list of this kind.</summary>
    public bool ShowsEmptyArray { get; init; }
}
