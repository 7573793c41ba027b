using GlusterEngine.Engine.Tasks;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class IntentRenewalTests
{
    private readonly VirtualTime time = new();
    private int renewals;

    [Fact]
    public async Task An_intent_is_renewed_as_long_as_its_gate_looks_and_once_more_before_the_verb()
    {
        var look = new TaskCompletionSource<int>();
        var looking = Renewal.DuringAsync(() => look.Task);

        for (var times = 1; times <= 20; times++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            var expected = times;
            await Eventually.GetAsync(() => Task.FromResult((renewals, time.WaitingTimers)), now => now == (expected, 1));
        }

        look.SetResult(7);
        Assert.Equal((7, 21, 0), (await looking, renewals, time.WaitingTimers));
    }

    [Fact]
    public async Task What_takes_no_time_needs_no_renewal()
    {
        Assert.Equal(7, await Renewal.DuringAsync(static () => Task.FromResult(7)));
        Assert.Equal((0, 0), (renewals, time.WaitingTimers));
    }

    [Fact]
    public async Task The_verb_has_its_whole_time_after_a_short_wait()
    {
        var turn = new TaskCompletionSource<int>();
        var waiting = Renewal.DuringAsync(() => turn.Task);
        time.Advance(TimeSpan.FromSeconds(5));
        turn.SetResult(7);
        await waiting;
        Assert.Equal(1, renewals);
    }

    private IntentRenewal Renewal => new(
        () =>
        {
            Interlocked.Increment(ref renewals);
            return Task.CompletedTask;
        },
        time);
}
