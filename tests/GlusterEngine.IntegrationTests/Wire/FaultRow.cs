namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>A row of the table of faults (spec/rest.md 4).</summary>
/// <param name="Name">What the row says.</param>
/// <param name="Request">Method and path; {data} and so on stand for what <see cref="FaultTableTests"/> has.</param>
/// <param name="Body">Body in XML; null for none.</param>
/// <param name="Code">Status.</param>
/// <param name="Shape">Root of the answer's document; empty for none.</param>
/// <param name="Reason">Reason of the fault.</param>
/// <param name="Detail">Part of its detail.</param>
public sealed record FaultRow(string Name, string Request, string? Body, int Code, string Shape, string? Reason, string? Detail)
{
    public override string ToString() => Name;
}
