namespace GlusterEngine.Wire;

/// <summary>Form of a document (spec/rest.md 1.2).</summary>
public enum WireFormat
{
    /// <summary><c>application/xml</c>, the default.</summary>
    Xml,

    /// <summary><c>application/json</c>.</summary>
    Json,
}
