namespace GlusterEngine.Wire.Contracts;

/// <summary>Declares the only texts that a member has: those that are shown, and no others may input give. Case does not matter in input, which is read into lower case.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The legal texts, lower case.</summary>
    public IReadOnlyList<string> Values => values;
}
