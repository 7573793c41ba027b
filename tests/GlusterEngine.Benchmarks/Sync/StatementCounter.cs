using System.Collections.Concurrent;
using System.Diagnostics;

namespace GlusterEngine.Benchmarks.Sync;

/// <summary>Counts the SQL statements that this process sends, as Npgsql itself traces them.</summary>
internal sealed class StatementCounter : IDisposable
{
    private const string Npgsql = "Npgsql";
    // Its activity for a request goes on with the client's trace, and those of Npgsql with its.
    private const string AspNetCore = "Microsoft.AspNetCore";

    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<string> statements = new();
    private int count;

    /// <param name="trace">The request whose statements count, as its traceparent names it; null for all that are sent.</param>
    public StatementCounter(ActivityTraceId? trace = null)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is Npgsql or AspNetCore,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (Counts(activity)) Interlocked.Increment(ref count);
            },
            // Npgsql names the statement after it began.
            ActivityStopped = activity =>
            {
                if (trace is not null && Counts(activity)) statements.Enqueue((string?)activity.GetTagItem("db.query.text") ?? "");
            },
        };
        ActivitySource.AddActivityListener(listener);

        bool Counts(Activity activity) => activity.Source.Name == Npgsql && activity.Kind == ActivityKind.Client && (trace is null || activity.TraceId == trace);
    }

    public int Count => count;

    /// <summary>The statements of the request that counts, in the order of their ends.</summary>
    public IReadOnlyCollection<string> Statements => statements;

    public void Dispose() => listener.Dispose();
}
