using GlusterEngine.Testing;
using GlusterEngine.Testing.Vdsm;
using GlusterEngine.Vds.Vdsm;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

public sealed class VdsmLinkTests
{
    [Fact]
    public async Task A_call_is_answered_and_the_server_has_nothing_to_complain_about()
    {
        await using var site = new VdsmSite();

        Assert.Equal("hello", Text(await site.CallAsync("hello")));

        Assert.Empty(site.Server.Violations);
    }

    [Fact]
    public async Task A_thousand_calls_at_a_time_go_over_one_connection_and_each_gets_its_own_answer()
    {
        await using var site = new VdsmSite();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => site.CallAsync($"{number}", seconds: 60)));

        Assert.Equal(Enumerable.Range(0, 1000).Select(static number => $"{number}"), answers.Select(Text));
        Assert.Equal(1, site.Server.Sessions);
        Assert.Empty(site.Server.Violations);
    }

    [Theory]
    [InlineData(nameof(VdsmFaults.SharesQueues))]
    [InlineData(nameof(VdsmFaults.LeavesOutMessageIds))]
    [InlineData(nameof(VdsmFaults.SendsErrors))]
    [InlineData(nameof(VdsmFaults.SendsCrumbs))]
    [InlineData(nameof(VdsmFaults.SendsGarbage))]
    public async Task A_server_with_the_habits_of_VDSM_is_understood(string habit)
    {
        await using var site = new VdsmSite();
        typeof(VdsmFaults).GetProperty(habit)!.SetValue(site.Server.Faults, value: true);
        site.Server.Faults.PutsErrorTextInBody = true;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => site.CallAsync($"{number}")));

        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"{number}"), answers.Select(Text));
    }

    [Fact]
    public async Task Replies_out_of_order_reach_those_who_asked()
    {
        await using var site = new VdsmSite();
        site.Server.Faults.RepliesHeldBack = 10;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => site.CallAsync($"{number}")));

        Assert.Equal(Enumerable.Range(0, 10).Select(static number => $"{number}"), answers.Select(Text));
    }

    [Fact]
    public async Task Two_engines_that_get_each_others_replies_take_only_their_own()
    {
        await using var site = new VdsmSite();
        await using var other = site.CreateLinks();
        site.Server.Faults.SharesQueues = true;

        var ours = Task.WhenAll(Enumerable.Range(0, 20).Select(number => site.CallAsync($"ours {number}")));
        var theirs = Task.WhenAll(Enumerable.Range(0, 20).Select(number => VdsmSite.CallAsync(other, $"theirs {number}")));

        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"ours {number}"), (await ours).Select(Text));
        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"theirs {number}"), (await theirs).Select(Text));
        Assert.Equal(2, site.Server.Sessions);
    }

    [Fact]
    public async Task A_connection_that_closes_before_the_reply_leaves_the_outcome_unknown_and_is_made_anew()
    {
        await using var site = new VdsmSite();
        await site.CallAsync("first");
        site.Server.Faults.ClosesBeforeReply = true;

        var lost = Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("second"));
        Assert.Contains("VDSM closed it", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(2, site.Done.Count);

        site.Server.Faults.ClosesBeforeReply = false;
        Assert.Equal("third", Text(await site.CallAsync("third")));
        Assert.Equal(2, site.Server.Sessions);
    }

    [Fact]
    public async Task Half_a_reply_is_no_answer()
    {
        await using var site = new VdsmSite();
        site.Server.Faults.SendsHalfFrames = true;

        Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("x"));
    }

    [Fact]
    public async Task A_reply_of_64_MiB_ends_the_connection_before_it_is_in_memory()
    {
        await using var site = new VdsmSite(static options => options.MaxMessageMegabytes = 16);
        site.Server.Faults.BodyBytes = 64 << 20;
        var before = GC.GetTotalAllocatedBytes();

        var lost = Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("x"));

        Assert.Contains("67108864 bytes", lost.Reason, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 64 << 20);
    }

    [Fact]
    public async Task A_server_that_says_nothing_any_more_is_waited_for_until_the_deadline()
    {
        await using var site = new VdsmSite();
        await site.CallAsync("first");
        site.Server.Faults.IsSilent = true;

        var lost = Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("second", seconds: 0.5));

        Assert.Contains("did not answer Test.echo within 0.5 s", lost.Reason, StringComparison.Ordinal);
        site.Server.Faults.IsSilent = false;
        Assert.Equal("third", Text(await site.CallAsync("third")));
        Assert.Equal(1, site.Server.Sessions);
    }

    [Fact]
    public async Task A_server_without_heart_beats_is_given_up_and_with_it_all_calls()
    {
        await using var site = new VdsmSite(static options => options.HeartbeatSeconds = 2);
        await site.CallAsync("first");
        site.Server.Faults.IsSilent = true;

        var lost = Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("second", seconds: 30));

        Assert.Contains("not even a heart-beat", lost.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heart_beats_come_in_time_while_nobody_calls()
    {
        await using var site = new VdsmSite(static options => options.HeartbeatSeconds = 6);
        await site.CallAsync("first");

        await Eventually.GetAsync(() => Task.FromResult(site.Server.Heartbeats), static count => count >= 2);

        Assert.Equal("second", Text(await site.CallAsync("second")));
        Assert.Equal(1, site.Server.Sessions);
        Assert.Empty(site.Server.Violations);
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_ends_also_where_nobody_asked_for_heart_beats()
    {
        var time = new VirtualTime();
        await using var site = new VdsmSite(time: time);
        site.Server.Faults.HasNoHeartbeats = true;
        await site.CallAsync("first");
        await Eventually.GetAsync(() => Task.FromResult(time.WaitingTimers), static timers => timers > 0);

        await Eventually.GetAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(site.Server.Open);
            },
            static open => open == 0);
    }

    [Fact]
    public async Task An_answer_without_id_is_told_to_whoever_waited_meanwhile_and_to_nobody_later()
    {
        await using var site = new VdsmSite();
        site.Server.Faults.AnswersWithoutId = true;

        var lost = Assert.IsType<VdsmAnswer.Lost>(await site.CallAsync("x", seconds: 1));

        Assert.EndsWith("; meanwhile it sent the error '-32600: Invalid request'.", lost.Reason, StringComparison.Ordinal);
        site.Server.Faults.AnswersWithoutId = false;
        Assert.EndsWith("within 0.5 s.", Assert.IsType<VdsmAnswer.Lost>(await site.HoldAsync(seconds: 0.5)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_calls_than_allowed_wait_for_their_turn_and_those_that_never_got_one_were_not_sent()
    {
        await using var site = new VdsmSite(static options => options.MaxCalls = 2);
        var holding = new[] { site.HoldAsync(), site.HoldAsync() };
        await Eventually.GetAsync(() => Task.FromResult(site.Server.Requests.Count), static count => count == 2);

        var late = Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x", seconds: 0.3));
        Assert.Contains("works on 2 other calls", late.Reason, StringComparison.Ordinal);
        var waiting = site.CallAsync("y");
        site.LetGo();

        Assert.All(await Task.WhenAll(holding), static answer => Assert.IsType<VdsmAnswer.Result>(answer));
        Assert.Equal("y", Text(await waiting));
        Assert.DoesNotContain(site.Done, static method => method == "x");
    }

    [Fact]
    public async Task What_a_deaf_server_never_took_in_does_not_pile_up()
    {
        await using var site = new VdsmSite(static options => (options.MaxCalls, options.ConnectSeconds) = (4, 2));
        await site.CallAsync("first");
        site.Server.Faults.IsDeaf = true;
        var large = new string('x', 4 << 20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => site.CallAsync(large, seconds: 1)));

        Assert.All(answers, static answer => Assert.True(answer is VdsmAnswer.Lost or VdsmAnswer.NotSent));
        Assert.True(answers.Count(static answer => answer is VdsmAnswer.NotSent) >= 30);
        site.Server.Faults.IsDeaf = false;
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_told_so_and_disturbs_nobody()
    {
        await using var site = new VdsmSite();
        using var caller = new CancellationTokenSource();
        var call = site.HoldAsync(cancellationToken: caller.Token);
        await Eventually.GetAsync(() => Task.FromResult(site.Server.Requests.Count), static count => count == 1);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("next", Text(await site.CallAsync("next")));
    }

    [Fact]
    public async Task A_broken_connection_ends_all_calls_at_once()
    {
        await using var site = new VdsmSite();
        var calls = Enumerable.Range(0, 5).Select(_ => site.HoldAsync(seconds: 60)).ToList();
        await Eventually.GetAsync(() => Task.FromResult(site.Server.Requests.Count), static count => count == 5);

        site.Server.Drop();

        Assert.All(await Task.WhenAll(calls), static answer => Assert.IsType<VdsmAnswer.Lost>(answer));
    }

    [Fact]
    public async Task Closing_says_good_bye_and_ends_calls_under_way()
    {
        await using var site = new VdsmSite();
        var call = site.HoldAsync(seconds: 60);
        await Eventually.GetAsync(() => Task.FromResult(site.Server.Requests.Count), static count => count == 1);

        await site.Links.DisposeAsync();

        Assert.IsType<VdsmAnswer.Lost>(await call);
        Assert.Equal(1, site.Server.Farewells);
        Assert.Empty(site.Server.Violations);
        Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("after"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_left_alone_for_a_while_and_found_again()
    {
        await using var site = new VdsmSite();
        site.Server.Faults.ClosesAtOnce = true;
        Assert.Contains("cannot be reached", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
        site.Server.Faults.ClosesAtOnce = false;

        // Within the pause nobody tries.
        Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x", seconds: 0.1));
        Assert.Equal(0, site.Server.Sessions);

        Assert.IsType<VdsmAnswer.Result>(await Eventually.GetAsync(() => site.CallAsync("y"), static answer => answer is VdsmAnswer.Result));
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_clear_reason()
    {
        await using var site = new VdsmSite(static options => options.Port = 1);

        Assert.Equal("VDSM at 127.0.0.1:1 cannot be reached: Connection refused.", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason);
    }

    [Fact]
    public async Task What_nobody_foresaw_fails_each_try_with_its_reason_and_wedges_nothing()
    {
        // The settings would not let such a port pass; the socket answers it with another exception than the link knows.
        await using var site = new VdsmSite(static options => options.Port = 70_000);

        for (var tries = 0; tries < 2; tries++)
            Assert.Contains("cannot be reached: ", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_CONNECT_gives_the_words_wherever_they_stand(bool isInBody)
    {
        await using var site = new VdsmSite();
        (site.Server.Faults.RefusesConnect, site.Server.Faults.PutsErrorTextInBody) = (true, isInBody);

        Assert.Contains("Version unsupported", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_of_a_host_is_not_trusted()
    {
        await using var site = new VdsmSite(serverCertificate: static authority => authority.Issue("host.example", isExpired: true));

        Assert.Contains("valid at another time", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_certificate_of_another_authority_is_not_trusted()
    {
        using var other = new TestAuthority("Another one");
        await using var site = new VdsmSite(serverCertificate: _ => other.Issue("host.example"));

        Assert.Contains("not signed by an authority of Vdsm:AuthorityFile", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_the_engine_that_VDSM_does_not_want_is_a_clear_reason()
    {
        using var other = new TestAuthority("Another one");
        await using var site = new VdsmSite(clientCertificate: _ => other.Issue("engine"));

        Assert.Contains("cannot be reached", Assert.IsType<VdsmAnswer.NotSent>(await site.CallAsync("x")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host.example", false)]
    [InlineData("127.0.0.1", true)]
    public async Task The_name_in_a_certificate_counts_only_when_asked_for(string name, bool isRight)
    {
        await using var lax = new VdsmSite(serverCertificate: authority => authority.Issue(name));
        await using var strict = new VdsmSite(static options => options.VerifyHostName = true, authority => authority.Issue(name));

        Assert.Equal("x", Text(await lax.CallAsync("x")));
        var answer = await strict.CallAsync("x");
        if (isRight) Assert.Equal("x", Text(answer));
        else Assert.Contains("does not name the address", Assert.IsType<VdsmAnswer.NotSent>(answer).Reason, StringComparison.Ordinal);
    }

    private static string? Text(VdsmAnswer answer) => Assert.IsType<VdsmAnswer.Result>(answer).Value.GetString();
}
