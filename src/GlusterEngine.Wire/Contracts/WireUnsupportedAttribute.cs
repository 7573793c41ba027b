namespace GlusterEngine.Wire.Contracts;

/// <summary>Declares an oVirt member that this server knows but cannot honour, so that the refusal can say what to do instead.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class WireUnsupportedAttribute(string name, string advice) : Attribute
{
    /// <summary>XML element, and JSON member.</summary>
    public string Name => name;

    /// <summary>What to do instead: a sentence.</summary>
    public string Advice => advice;
}
