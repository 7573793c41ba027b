namespace GlusterEngine.Benchmarks;

/// <summary>A promise and what was measured of it.</summary>
/// <param name="Promise">What was promised, with its limit.</param>
/// <param name="Measured">What came out.</param>
/// <param name="IsMet">Whether the promise holds.</param>
internal sealed record Target(string Promise, string Measured, bool IsMet);
