using GlusterEngine.Vds.History;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class CommandHistoryLinesTests
{
    [Fact]
    public void Commands_about_the_tasks_of_the_volume_are_read_with_their_time_and_result() => Assert.Equal(
        [
            new(new(2026, 11, 21, 20, 5, 34, 840, 663, TimeSpan.Zero), "volume rebalance data status", Succeeded: false),
            new(new(2026, 11, 21, 20, 6, 56, 59, 963, TimeSpan.Zero), "volume remove-brick data 127.1.3.1:/bricks/data stop", Succeeded: true),
            new(new(2026, 11, 21, 18, 7, 19, 750, 396, TimeSpan.Zero), "volume rebalance data stop", Succeeded: true),
        ],
        CommandHistoryLines.Read(
            """
            0 +0000]  : volume rebalance data start : SUCCESS
            [2026-11-21 20:05:34.840663 +0000]  : volume rebalance data status : FAILED : Rebalance not started for volume data.
            [2026-11-21 20:05:40.366732 +0000]  : volume rebalance data2 start : FAILED : Volume data2 is not a distribute volume or contains only 1 brick.
            Not performing rebalance
            [2026-11-21 20:06:55.414089 +0000]  : volume set data user.x volume rebalance data stop : SUCCESS
            [2026-11-21 20:06:56.059963 +0000]  : volume remove-brick data 127.1.3.1:/bricks/data stop : SUCCESS
            [2026-11-21 20:07:19.750396 +0200]  : volume rebalance data stop : SUCCESS
            [2026-11-99 20:07:19.750396 +0000]  : volume rebalance data stop : SUCCESS
            [2026-11-21 20:07:19.750396 +0000]  : volume rebalance data sto
            []  :  : SUCCESS
            """,
            "data"));

    [Fact]
    public void A_command_with_many_bricks_keeps_its_last_word()
    {
        var line = $"[2026-11-21 20:06:56.059963 +0000]  : volume remove-brick data {string.Concat(Enumerable.Repeat("node:/bricks/data ", 100))}commit : SUCCESS";
        var command = Assert.Single(CommandHistoryLines.Read(line, "data")).Command;
        Assert.InRange(command.Length, 400, 500);
        Assert.EndsWith(" ... commit", command, StringComparison.Ordinal);
    }
}
