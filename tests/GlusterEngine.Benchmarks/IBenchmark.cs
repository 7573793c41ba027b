namespace GlusterEngine.Benchmarks;

/// <summary>One thing that is measured, and what it is measured against.</summary>
internal interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, in a sentence.</summary>
    string Subject { get; }

    /// <summary>Measures; prints raw figures as they come.</summary>
    Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken);
}
