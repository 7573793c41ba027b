namespace GlusterEngine.Benchmarks.Start;

internal sealed class StartBenchmark : IBenchmark
{
    public string Name => "start";

    public string Subject => "";

    public Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
