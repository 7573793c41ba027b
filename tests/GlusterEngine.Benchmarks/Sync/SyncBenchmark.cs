namespace GlusterEngine.Benchmarks.Sync;

internal sealed class SyncBenchmark : IBenchmark
{
    public string Name => "sync";

    public string Subject => "";

    public Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
