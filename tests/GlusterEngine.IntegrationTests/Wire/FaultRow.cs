namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>A row of the table of faults (spec/rest.md 4).</summary>
/// <param name="Name">What the row says.</param>
/// <param name="Request">Method and path; {data} and so on stand for what <see cref="FaultTableTests"/> has.</param>
/// <param name="Body">Body in XML; null for none.</param>
/// <param name="Code">Status.</param>
/// <param name="Shape">Root of the answer's document; empty for none.</param>
/// <param name="Reason">Reason of the fault; in JSON unless <see cref="JsonReason"/> is another.</param>
/// <param name="Detail">Part of its detail; empty where it has none.</param>
public sealed record FaultRow(string Name, string Request, string? Body, int Code, string Shape, string? Reason, string? Detail)
{
    /// <summary>Reason of the fault in JSON, where a word that is none of an enum's is a syntax error (spec/rest.md 3).</summary>
    public string? JsonReason { get; init; } = Reason;

    public override string ToString() => Name;
}
