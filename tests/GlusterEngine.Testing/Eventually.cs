using System.Diagnostics;

namespace GlusterEngine.Testing;

/// <summary>Waits for what comes by itself.</summary>
public static class Eventually
{
    /// <summary>Asks again and again until the answer is as wanted.</summary>
    /// <param name="ask">Asks.</param>
    /// <param name="isWanted">Whether the answer is it.</param>
    /// <param name="patience">How long to try; 20 s when not given.</param>
    /// <returns>The answer wanted.</returns>
    /// <exception cref="TimeoutException">It did not come; the text holds the last answer.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer)) return answer;
            if (Stopwatch.GetElapsedTime(started) > (patience ?? TimeSpan.FromSeconds(20)))
                throw new TimeoutException($"What was waited for did not come. At last there was: {answer}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
