using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Commands;

/// <summary>
/// Repeats a verb that gluster refused because another transaction holds the volume. Such a refusal changed nothing, and most
/// holders (a status call of anybody) are gone within a tenth of a second.
/// </summary>
internal static class GlusterLockRetry
{
    private static readonly int[] DelaysInMilliseconds = [150, 300, 600, 1000, 2000, 3000];

    public static async Task<VdsReply<T>> RunAsync<T>(Func<Task<VdsReply<T>>> say, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var delay in DelaysInMilliseconds)
        {
            var reply = await say();
            if (reply is not VdsReply<T>.Refused { Error.Meaning: GlusterErrorMeaning.Locked }) return reply;
            await Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken);
        }

        return await say();
    }
}
