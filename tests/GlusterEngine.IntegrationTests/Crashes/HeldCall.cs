namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>A call to gluster that stands still at a point until it is let go.</summary>
internal sealed class HeldCall(CallPoint point, IReadOnlyList<string> words)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call stands there.</summary>
    public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void LetGo() => released.TrySetResult();

    public bool Matches(IReadOnlyList<string> line) => Says(line, words);

    /// <summary>Whether a command line says the words, in their order.</summary>
    public static bool Says(IReadOnlyList<string> line, IReadOnlyList<string> words)
    {
        var next = 0;
        foreach (var word in line)
            if (next < words.Count && word == words[next]) next++;
        return next == words.Count;
    }

    public async Task ReachAsync(CallPoint here, CancellationToken cancellationToken)
    {
        if (here != point) return;
        reached.TrySetResult();
        await released.Task.WaitAsync(cancellationToken);
    }
}
