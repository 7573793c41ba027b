using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Sync;

/// <summary>Counts the SQL statements that this process sends, as Npgsql itself traces them.</summary>
internal sealed class StatementCounter : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public StatementCounter()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.Kind == ActivityKind.Client) Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    public void Dispose() => listener.Dispose();
}
