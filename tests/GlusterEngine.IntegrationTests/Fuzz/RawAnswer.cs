namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>An answer read off a socket.</summary>
/// <param name="Code">Its status; 0 when the server hung up without one.</param>
/// <param name="Text">All of it.</param>
internal sealed record RawAnswer(int Code, string Text);
