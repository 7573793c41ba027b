using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Bricks;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class TimedBrickScannerTests
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Cli, GlusterdSocket: null);
    private static readonly VdsReply<BrickScan> Empty = new VdsReply<BrickScan>.Answered(new(0, 0, [], IsComplete: true));

    private readonly VirtualTime _time = new();
    private readonly HungScanner _disks = new();
    private readonly TimedBrickScanner _scanner;

    public TimedBrickScannerTests() => _scanner = new(_disks, Options.Create(new VdsOptions { BrickScanSeconds = 60 }), _time);

    [Fact]
    public async Task A_look_that_ends_in_time_answers()
    {
        var look = LookAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        _disks.Answer();

        Assert.Equal(Empty, await look);
    }

    [Fact]
    public async Task A_disk_that_hangs_is_waited_for_no_longer_than_a_look_may_take()
    {
        var look = LookAsync();
        _time.Advance(TimeSpan.FromSeconds(64));
        Assert.False(look.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("node1:/brick gave no answer within 65 s", Assert.IsType<VdsReply<BrickScan>.Unknown>(await look).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brick_whose_reading_has_not_come_back_is_not_read_once_more_and_others_are()
    {
        await HangAsync();

        Assert.Contains("has not come back", Assert.IsType<VdsReply<BrickScan>.Unknown>(await LookAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(1, _disks.Readings);
        var other = LookAsync("/other");
        Assert.Equal(2, _disks.Readings);
        _disks.Answer();
        Assert.Equal(Empty, await other);
    }

    [Fact]
    public async Task A_disk_that_came_back_is_read_anew()
    {
        await HangAsync();
        _disks.Answer();

        var look = LookAsync();
        _disks.Answer();

        Assert.Equal(Empty, await look);
        Assert.Equal(2, _disks.Readings);
    }

    [Fact]
    public async Task Who_goes_away_is_not_kept_by_a_disk_that_hangs_and_leaves_one_reading_there()
    {
        using var stopping = new CancellationTokenSource();
        var look = LookAsync(cancellationToken: stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
        Assert.IsType<VdsReply<BrickScan>.Unknown>(await LookAsync());
        Assert.Equal(1, _disks.Readings);
    }

    private async Task HangAsync()
    {
        var look = LookAsync();
        _time.Advance(TimeSpan.FromSeconds(65));
        await look;
    }

    private Task<VdsReply<BrickScan>> LookAsync(string directory = "/brick", CancellationToken cancellationToken = default) =>
        _scanner.ScanAsync(Host, new("node1", directory), Guid.NewGuid(), cancellationToken);

    /// <summary>Nobody comes back from its disks before a test says so.</summary>
    private sealed class HungScanner : IBrickScanner
    {
        private readonly List<TaskCompletionSource<VdsReply<BrickScan>>> _readings = [];

        public int Readings => _readings.Count;

        public void Answer() => _readings.ForEach(static reading => reading.TrySetResult(Empty));

        public Task<VdsReply<BrickScan>> ScanAsync(VdsHost host, BrickAddress brick, Guid volumeId, CancellationToken cancellationToken)
        {
            var reading = new TaskCompletionSource<VdsReply<BrickScan>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _readings.Add(reading);
            return reading.Task;
        }
    }
}
