namespace GlusterEngine.Wire.Contracts;

/// <summary>Declares a member, once for both formats. The order of the declarations is the order in XML.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireMemberAttribute(string name) : Attribute
{
    /// <summary>XML element, and JSON member.</summary>
    public string Name => name;

    /// <summary>Whether XML writes it as an attribute, which only <c>href</c>, <c>id</c> and <c>rel</c> are.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>
    /// Element of each item of a list of texts. Lists of resources take it from the item's <see cref="WireTypeAttribute"/>.
    /// </summary>
    public string? Item { get; init; }
}
