using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>Kill -9 of the engine and of PostgreSQL at every point of the life of a command: one job, one step, one task, and all of them say the same.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_killed_engine_leaves_nothing_that_its_successor_does_not_bring_to_the_right_end()
    {
        await using var site = await CrashSite.StartAsync();
        await site.AskAsync();

        await site.Engine.KillAsync();
        site.LetGo(all: false);
        await site.UnblockAsync();
        await site.AnsweredAsync();
        await site.Engine.StartAgainAsync();

        await AssertSettlesAsync(site, intentsGoOn: false);
    }

    [Fact]
    public async Task A_killed_postgresql_leaves_nothing_that_the_engine_does_not_bring_to_the_right_end()
    {
        await using var site = await CrashSite.StartAsync();
        await site.AskAsync();

        await site.KillPostgresAsync();
        site.LetGo(all: true);
        await site.AnsweredAsync();
        await site.StartPostgresAgainAsync();

        await AssertSettlesAsync(site, intentsGoOn: true);
    }

    [Fact]
    public async Task Engine_and_postgresql_killed_at_once_leave_nothing_that_is_not_brought_to_the_right_end()
    {
        await using var site = await CrashSite.StartAsync();
        await site.AskAsync();

        await Task.WhenAll(site.Engine.KillAsync(), site.KillPostgresAsync());
        site.LetGo(all: false);
        await site.AnsweredAsync();
        await site.StartPostgresAgainAsync();
        await site.Engine.StartAgainAsync();

        await AssertSettlesAsync(site, intentsGoOn: false);
    }

    /// <param name="site">What was killed and runs again.</param>
    /// <param name="intentsGoOn">Whether commands that had only written their intent went on; else they stand still until all is settled, and come too late.</param>
    private async Task AssertSettlesAsync(CrashSite site, bool intentsGoOn)
    {
        var since = Stopwatch.StartNew();
        await site.EndThrottledTasksAsync();
        await site.SettleAsync(Describe(asked => Expected(asked, intentsGoOn)));
        output.WriteLine($"All {CrashSite.All.Count} commands were settled {since.Elapsed.TotalSeconds:0.0} s after the restart.");

        await site.RepeatThrottlesAsync();
        var expected = Describe(asked => asked.Command == CrashedCommand.Throttle ? AfterRepetition(asked.Point, intentsGoOn) : Expected(asked, intentsGoOn));
        await site.SettleAsync(expected);

        // Command lines of the dead engine that come now, and more looks of the living one, change nothing.
        site.LetGo(all: true);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        Assert.Equal(expected, await site.DescribeAsync());
    }

    private static string Describe(Func<(CrashedCommand Command, CrashPoint Point), string> expect) =>
        string.Join('\n', CrashSite.All.Select(asked => $"{CrashSite.NameOf(asked.Command, asked.Point)}: {expect(asked)}").Order(StringComparer.Ordinal));

    private static bool Happens(CrashPoint point, bool intentsGoOn) => point > CrashPoint.AfterTheIntent || (point == CrashPoint.AfterTheIntent && intentsGoOn);

    private static string Expected((CrashedCommand Command, CrashPoint Point) asked, bool intentsGoOn)
    {
        var happens = Happens(asked.Point, intentsGoOn);
        var (done, isWritten) = (happens ? "done 1 times" : "done 0 times", asked.Point > CrashPoint.BeforeTheIntent);
        return (asked.Command, happens) switch
        {
            (CrashedCommand.Rebalance or CrashedCommand.Migrate, true) or (CrashedCommand.StopRebalance or CrashedCommand.StopMigrate, false) =>
                $"job started, step started, lease held, gluster has its task, {done}",
            (CrashedCommand.Rebalance or CrashedCommand.Migrate or CrashedCommand.ForceRemove or CrashedCommand.SetOption, false) =>
                $"{(isWritten ? "job failed, step failed" : "no job")}, lease free, gluster has none, {done}",
            (CrashedCommand.StopRebalance or CrashedCommand.StopMigrate, true) => $"job failed, step aborted, lease free, gluster has none, {done}",
            (CrashedCommand.Commit or CrashedCommand.ForceRemove or CrashedCommand.SetOption, true) => $"job finished, step finished, lease free, gluster has none, {done}",
            (CrashedCommand.Throttle, _) => $"job started, step started, lease held, gluster has its task, {done}, throttle {(happens ? "lazy" : "normal")}",
            (CrashedCommand.LastThrottle, _) => $"job failed, step aborted, lease free, gluster has none, {done}, throttle normal",
            _ => $"job started, step finished, lease held, gluster has its task, {done}",
        };
    }

    private static string AfterRepetition(CrashPoint point, bool intentsGoOn) =>
        $"job failed, step aborted, lease free, gluster has none, done {(Happens(point, intentsGoOn) ? 2 : 1)} times, throttle normal";
}
