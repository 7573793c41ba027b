namespace GlusterEngine.Data.Migrations;

/// <summary>What a database knows of a script that was applied to it.</summary>
/// <param name="Checksum">SHA-256 of its text, in hex.</param>
/// <param name="Revision">Revision of the functions of the engine that applied it; 0 for one that had none.</param>
internal sealed record AppliedScript(string Checksum, int Revision);
