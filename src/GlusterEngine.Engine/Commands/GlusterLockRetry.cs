using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Repeats a verb that gluster refused because another transaction holds the volume, or because a process that moves files was just starting or ending. Such a
/// refusal changed nothing, and most holders (a status call of anybody) are gone within a tenth of a second.
/// </summary>
internal static class GlusterLockRetry
{
    private static readonly int[] DelaysInMilliseconds = [150, 300, 600, 1000, 2000, 3000];

    public static Task<VdsReply<T>> RunAsync<T>(Func<Task<VdsReply<T>>> say, TimeProvider time, CancellationToken cancellationToken) =>
        RunAsync(say, static _ => false, time, cancellationToken);

    /// <summary>The same, also where gluster refused it for another reason that passes by itself.</summary>
    public static async Task<VdsReply<T>> RunAsync<T>(
        Func<Task<VdsReply<T>>> say, Func<GlusterErrorMeaning, bool> passes, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var delay in DelaysInMilliseconds)
        {
            var reply = await say();
            if (reply is not VdsReply<T>.Refused { Error.Meaning: var meaning } || !(GlusterErrorClassifier.IsPassing(meaning) || passes(meaning))) return reply;
            await Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken);
        }

        return await say();
    }
}
