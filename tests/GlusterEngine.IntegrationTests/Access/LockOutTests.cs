using System.Diagnostics;
using GlusterEngine.Model.Access;
using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>Pauses after repeated failures.</summary>
public sealed class LockOutTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync(new()
        {
            More = new Dictionary<string, string> { ["Access:LockAfterFailures"] = "3", ["Access:LockSeconds"] = "600", ["Access:LockMaxSeconds"] = "1000", ["Access:RememberSeconds"] = "0" },
        });
        _database = NpgsqlDataSource.Create(_engine.ConnectionString!);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task After_some_failures_also_the_right_password_is_refused_for_a_while_that_grows()
    {
        var bob = await _engine.AddUserAsync("bob@internal", Role.Reader);
        for (var time = 0; time < 2; time++) Assert.DoesNotContain("Retry-After", (await FailAsync("bob@internal")).Expect(401).Headers.Keys);
        Assert.Contains("Retry-After", (await FailAsync("bob@internal")).Expect(401).Headers.Keys);

        var refused = (await bob.GetAsync("")).Expect(401);
        Assert.Equal("", refused.Body);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 590, 600);
        // Others come in as ever.
        Assert.Equal(200, (await _engine.Client.GetAsync("")).Code);
        // Refused tries are not counted.
        Assert.Equal("3", await AskAsync("select failures::text from log_in_failure"));
        var told = (await _engine.Client.GetAsync("/events?search=type%3D10930")).Xml.Elements().Single();
        Assert.Equal(("warning", "User bob@internal failed to log in from 127.0.0.1 3 times in a row; for 600 s further tries from there are refused."),
            (told.Element("severity")!.Value, told.Element("description")!.Value));

        await AskAsync("update log_in_failure set locked_until = now()");
        (await FailAsync("bob@internal")).Expect(401);
        Assert.InRange(int.Parse((await bob.GetAsync("")).Expect(401).Headers["Retry-After"]), 990, 1000);

        await AskAsync("update log_in_failure set locked_until = now()");
        Assert.Equal(200, (await bob.GetAsync("")).Code);
        Assert.Equal("0", await AskAsync("select count(*)::text from log_in_failure"));
    }

    [Fact]
    public async Task In_a_pause_also_a_password_that_was_right_a_moment_ago_is_refused()
    {
        await using var engine = await EngineUnderTest.StartAsync(new()
        {
            More = new Dictionary<string, string> { ["Access:LockAfterFailures"] = "3", ["Access:LockSeconds"] = "600", ["Access:RememberSeconds"] = "300" },
        });
        var bob = await engine.AddUserAsync("bob@internal", Role.Reader);
        Assert.Equal(200, (await bob.GetAsync("")).Code);

        for (var time = 0; time < 3; time++) await engine.Client.As(EngineClient.Basic("Bob@internal", $"wrong password {time}")).GetAsync("");

        Assert.Equal(401, (await bob.GetAsync("")).Code);
    }

    [Fact]
    public async Task The_token_endpoint_says_until_when_and_counts_with_the_api()
    {
        for (var time = 0; time < 3; time++) await FailAsync("carol@internal");

        var answer = await _engine.Client.As(null).Speaking(EngineClient.Json).SendAsync(HttpMethod.Post, "/ovirt-engine/sso/oauth/token", change: static request =>
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["scope"] = "ovirt-app-api", ["username"] = "carol@internal", ["password"] = "any" }));

        Assert.Equal((400, "access_denied"), (answer.Code, answer.Json["error_code"]!.GetValue<string>()));
        Assert.StartsWith("Cannot authenticate user 'carol@internal': too many log-ins failed; try again after 20", answer.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_user_has_is_locked_out_like_one_that_a_user_has_and_is_written_nowhere()
    {
        for (var time = 0; time < 3; time++) await FailAsync("my secret in the wrong field");

        Assert.Contains("Retry-After", (await FailAsync("My Secret in the wrong field")).Expect(401).Headers.Keys);
        var told = (await _engine.Client.GetAsync("/events?search=type%3D10930")).Xml.Elements().Single().Element("description")!.Value;
        Assert.StartsWith("A user that does not exist failed to log in from 127.0.0.1", told, StringComparison.Ordinal);
        Assert.Equal("0", await AskAsync("select count(*)::text from log_in_failure f where f::text ilike '%secret%'"));
    }

    [Fact]
    public async Task Many_tries_at_once_are_not_more_tries()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FailAsync("dave@internal")));

        Assert.Equal("3", await AskAsync("select failures::text from log_in_failure"));
    }

    [Fact]
    public async Task Failures_of_long_ago_are_forgotten()
    {
        await FailAsync("erin@internal");
        await FailAsync("frank@internal");
        await AskAsync("update log_in_failure set last_failed_at = now() - interval '2001 seconds'");

        await FailAsync("frank@internal");

        Assert.Equal("1", await AskAsync("select string_agg(failures::text, ',') from log_in_failure"));
    }

    [Fact]
    public async Task A_name_that_no_user_has_takes_as_long_as_one_that_a_user_has()
    {
        await using var engine = await EngineUnderTest.StartAsync(new() { More = new Dictionary<string, string> { ["Access:LockAfterFailures"] = "1000" } });
        await engine.AddUserAsync("known@internal", Role.Reader);
        var (known, unknown) = (new List<double>(), new List<double>());
        // In turns, so that both meet the same load of the machine.
        for (var time = 0; time < 20; time++)
        {
            known.Add(await MeasureAsync(engine, "known@internal"));
            unknown.Add(await MeasureAsync(engine, "unknown@internal"));
        }

        var (first, second) = (Median(known), Median(unknown));
        // The hash alone takes tens of milliseconds: where it is left out, the answer is ten times as fast.
        Assert.True(first < 3 * second && second < 3 * first, $"known {first:0.0} ms, unknown {second:0.0} ms");
    }

    private static async Task<double> MeasureAsync(EngineUnderTest engine, string name)
    {
        var started = Stopwatch.GetTimestamp();
        (await engine.Client.As(EngineClient.Basic(name, "a wrong password")).GetAsync("")).Expect(401);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private Task<EngineAnswer> FailAsync(string name) => _engine.Client.As(EngineClient.Basic(name, "a wrong password")).GetAsync("");

    private async Task<string?> AskAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }
}
