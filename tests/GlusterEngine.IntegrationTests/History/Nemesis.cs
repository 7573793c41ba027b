namespace GlusterEngine.IntegrationTests.History;

/// <summary>Does to the engines what must not matter.</summary>
internal sealed class Nemesis(IReadOnlyList<HistoryEngine> engines, HistorySite site, HistoryRecorder database, CommitLosingProxy proxy)
{
    // Longer than a heartbeat counts (12 s), which is when all leases of an engine expire, and than Quartz waits (10 s). The shortest ends before the other
    // engines have looked, the longest after they have taken everything over.
    private const double ShortestStandstill = 13;
    private const double LongestStandstill = 20;

    private volatile bool _isSomebodyStarting;

    public int Pauses { get; private set; }

    public int Kills { get; private set; }

    public int FailedStarts { get; private set; }

    public int Terminated { get; private set; }

    /// <summary>Makes engines stand still, and kills others, in turn; ends with all engines at work.</summary>
    /// <param name="random">Chooses whom.</param>
    /// <param name="isOver">Whether it is enough; asked after each round.</param>
    public async Task HaltAsync(Random random, Func<bool> isOver)
    {
        do
        {
            var victims = random.GetItems<HistoryEngine>([.. engines], 1).Concat(engines).Distinct().ToList();
            var pause = PauseAsync(victims[0], random.NextDouble());
            // Of three, another one dies while the first cannot know of it.
            await DelayAsync(1 + (4 * random.NextDouble()));
            if (victims.Count > 2) await KillAsync(victims[1], random);
            await pause;
            await DelayAsync(2);
            await KillAsync(victims[^1], random);
            await DelayAsync(1);
        }
        while (!isOver());
    }

    /// <summary>Breaks connections to the database until told to end, unless an engine is starting, which would only end it again.</summary>
    public async Task DisconnectAsync(Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await DelayAsync(0.2 + (0.6 * random.NextDouble()));
            if (_isSomebodyStarting) proxy.LoseNothing();
            else if (random.Next(4) > 0) proxy.LoseNextCommit();
            else Terminated += await database.TerminateSessionsAsync(engines[random.Next(engines.Count)].Name);
        }

        proxy.LoseNothing();
    }

    private async Task PauseAsync(HistoryEngine victim, double length)
    {
        await site.WhileQuietAsync(victim.Process.PauseAsync);
        victim.IsAway = true;
        await DelayAsync(ShortestStandstill + (length * (LongestStandstill - ShortestStandstill)));
        await victim.Process.ResumeAsync();
        victim.IsAway = false;
        Pauses++;
    }

    private async Task KillAsync(HistoryEngine victim, Random random)
    {
        victim.IsAway = true;
        await victim.Process.KillAsync();
        Kills++;
        await DelayAsync(random.NextDouble());
        _isSomebodyStarting = true;
        proxy.LoseNothing();
        await StartAsync(victim);
        _isSomebodyStarting = false;
        victim.IsAway = false;
    }

    /// <summary>Starts it as a service manager does: again, when it lost the database in the middle of its start.</summary>
    private async Task StartAsync(HistoryEngine engine)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await engine.Process.StartAgainAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                FailedStarts++;
            }
        }
    }

    private static Task DelayAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
