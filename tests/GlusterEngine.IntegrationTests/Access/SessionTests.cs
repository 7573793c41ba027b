using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>Sessions that a cookie carries.</summary>
public sealed class SessionTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    [Fact]
    public async Task A_log_in_that_asks_for_it_gets_a_cookie_that_stands_for_it()
    {
        var answer = await AskAsync(demo.Client, ("Prefer", "persistent-auth"));

        var cookie = answer.Expect(200).Headers["Set-Cookie"];
        Assert.Matches("^JSESSIONID=[A-Za-z0-9_-]{86}; path=/ovirt-engine/api; samesite=strict; httponly$", cookie);
        Assert.Equal(200, (await AskAsync(demo.Client.As(null), ("Cookie", ValueOf(answer)))).Code);
        Assert.Equal(401, (await AskAsync(demo.Client.As(null), ("Cookie", "JSESSIONID=unknown"))).Code);
        Assert.Equal(401, (await demo.Client.As(new("Bearer", TokenOf(answer))).GetAsync("")).Code);
    }

    [Fact]
    public async Task Without_being_asked_no_session_begins()
    {
        Assert.DoesNotContain("Set-Cookie", (await demo.Client.GetAsync("")).Expect(200).Headers.Keys);
        Assert.DoesNotContain("Set-Cookie", (await AskAsync(demo.Client.As(EngineClient.Basic("admin@internal", "wrong password")), ("Prefer", "persistent-auth"))).Expect(401).Headers.Keys);
    }

    [Fact]
    public async Task A_client_that_shows_its_cookie_with_its_password_keeps_its_session()
    {
        var first = await AskAsync(demo.Client, ("Prefer", "persistent-auth"));

        Assert.DoesNotContain("Set-Cookie", (await AskAsync(demo.Client, ("Prefer", "persistent-auth"), ("Cookie", ValueOf(first)))).Expect(200).Headers.Keys);
        Assert.Contains("Set-Cookie", (await AskAsync(demo.Client, ("Prefer", "persistent-auth, new-auth"), ("Cookie", ValueOf(first)))).Expect(200).Headers.Keys);
        Assert.Equal(401, (await AskAsync(demo.Client.As(null), ("Cookie", ValueOf(first)))).Code);
    }

    [Fact]
    public async Task A_protected_session_takes_its_cookie_in_a_header_too()
    {
        var cookie = ValueOf(await AskAsync(demo.Client, ("Prefer", "csrf-protection,Persistent-Auth")));
        var token = cookie["JSESSIONID=".Length..];

        var denied = await AskAsync(demo.Client.As(null), ("Cookie", cookie));
        Assert.Equal(403, denied.Code);
        Assert.Contains("JSESSIONID", denied.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(403, (await AskAsync(demo.Client.As(null), ("Cookie", cookie), ("JSESSIONID", token[1..] + "x"))).Code);
        Assert.Equal(200, (await AskAsync(demo.Client.As(null), ("Cookie", cookie), ("JSESSIONID", token))).Code);
        Assert.Equal(200, (await AskAsync(demo.Client, ("Cookie", cookie))).Code);
    }

    [Fact]
    public async Task The_log_out_ends_a_session()
    {
        var session = await AskAsync(demo.Client, ("Prefer", "persistent-auth"));

        await demo.Client.As(null).SendAsync(HttpMethod.Post, "/ovirt-engine/services/sso-logout", change: request =>
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = TokenOf(session) }));

        Assert.Equal(401, (await AskAsync(demo.Client.As(null), ("Cookie", ValueOf(session)))).Code);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("525601")]
    public async Task A_time_to_live_that_is_none_is_named(string ttl)
    {
        var answer = await AskAsync(demo.Client, ("Prefer", "persistent-auth"), ("Session-TTL", ttl));

        Assert.Equal((400, $"Session-TTL: '{ttl}' is no number of minutes from 1 to 525600."), (answer.Code, answer.FaultDetail));
    }

    [Fact]
    public async Task A_session_ends_when_it_was_not_used_for_its_time_to_live()
    {
        await using var engine = await EngineUnderTest.StartAsync(new() { More = new Dictionary<string, string> { ["Access:RememberSeconds"] = "0" } });
        var (brief, usual) = (await AskAsync(engine.Client, ("Prefer", "persistent-auth"), ("Session-TTL", "2")), await AskAsync(engine.Client, ("Prefer", "persistent-auth")));

        await using (var database = NpgsqlDataSource.Create(engine.ConnectionString!))
        await using (var aging = database.CreateCommand("update access_token set last_used_at = last_used_at - interval '3 minutes'"))
            Assert.Equal(2, await aging.ExecuteNonQueryAsync());

        Assert.Equal(401, (await AskAsync(engine.Client.As(null), ("Cookie", ValueOf(brief)))).Code);
        Assert.Equal(200, (await AskAsync(engine.Client.As(null), ("Cookie", ValueOf(usual)))).Code);
    }

    [Fact]
    public async Task A_session_in_use_is_noted_again_and_again_however_long_log_ins_are_remembered()
    {
        await using var engine = await EngineUnderTest.StartAsync(new() { More = new Dictionary<string, string> { ["Access:RememberSeconds"] = "300" } });
        var cookie = ValueOf(await AskAsync(engine.Client, ("Prefer", "persistent-auth"), ("Session-TTL", "1")));
        Assert.Equal(200, (await AskAsync(engine.Client.As(null), ("Cookie", cookie))).Code);
        await using var database = NpgsqlDataSource.Create(engine.ConnectionString!);

        await using (var aging = database.CreateCommand("update access_token set last_used_at = last_used_at - interval '40 seconds'")) await aging.ExecuteNonQueryAsync();
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        Assert.Equal(200, (await AskAsync(engine.Client.As(null), ("Cookie", cookie))).Code);
        await using (var looking = database.CreateCommand("select count(*) from access_token where last_used_at > now() - interval '20 seconds'")) Assert.Equal(1L, await looking.ExecuteScalarAsync());

        await using (var aging = database.CreateCommand("update access_token set last_used_at = last_used_at - interval '61 seconds'")) await aging.ExecuteNonQueryAsync();
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        Assert.Equal(401, (await AskAsync(engine.Client.As(null), ("Cookie", cookie))).Code);
    }

    private static Task<EngineAnswer> AskAsync(EngineClient client, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Get, "", change: request =>
        {
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        });

    private static string ValueOf(EngineAnswer answer) => answer.Expect(200).Headers["Set-Cookie"].Split(';')[0];

    private static string TokenOf(EngineAnswer answer) => ValueOf(answer)["JSESSIONID=".Length..];
}
