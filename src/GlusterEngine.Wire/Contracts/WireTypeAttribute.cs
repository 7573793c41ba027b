namespace GlusterEngine.Wire.Contracts;

/// <summary>Declares how a type is called on the wire: as the root of a document, and as an item of a list.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class WireTypeAttribute(string name) : Attribute
{
    /// <summary>One of them, such as <c>brick</c>.</summary>
    public string Name => name;

    /// <summary>Root of a collection of them; null when they are never listed on their own.</summary>
    public string? Plural { get; init; }
}
