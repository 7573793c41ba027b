namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>How a program ended; <see cref="ExitCode"/> is null when it was killed at its deadline. <see cref="Output"/> is the tail of both streams.</summary>
internal sealed record ProgramResult(int? ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public override string ToString() =>
        (ExitCode is { } code ? $"exit code {code}" : "killed at its deadline") + (Output.Length == 0 ? ", no output" : $", saying: {Output}");
}
