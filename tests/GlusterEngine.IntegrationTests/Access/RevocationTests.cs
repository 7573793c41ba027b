using System.Net.Http.Headers;
using GlusterEngine.Model.Access;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>What is taken away counts no more, on no engine of the database, although engines remember what they checked.</summary>
public sealed class RevocationTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_removed_user_and_another_password_end_all_log_ins_everywhere()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = new EngineSettings { ConnectionString = database.ConnectionString, More = new Dictionary<string, string> { ["Access:RememberSeconds"] = "300" } };
        await using var first = await EngineUnderTest.StartAsync(settings);
        await using var second = await EngineUnderTest.StartAsync(settings);
        foreach (var name in new[] { "changed@internal", "removed@internal", "stays@internal" }) await first.AddUserAsync(name, Role.Reader);
        var tokens = new Dictionary<string, AuthenticationHeaderValue>(StringComparer.Ordinal);
        foreach (var name in new[] { "changed@internal", "removed@internal", "stays@internal" })
        {
            tokens[name] = await LogInAsync(first.Client, name);
            foreach (var engine in new[] { first, second })
            {
                Assert.Equal(200, (await engine.Client.As(tokens[name]).GetAsync("")).Code);
                Assert.Equal(200, (await engine.Client.As(EngineClient.Basic(name, EngineSettings.Password)).GetAsync("")).Code);
            }
        }

        Assert.Null(await first.UsersOf().ChangePasswordAsync("Changed@internal", "another password", CancellationToken.None));
        Assert.Null(await first.UsersOf().RemoveAsync("removed@internal", CancellationToken.None));

        foreach (var engine in new[] { first, second })
        {
            foreach (var name in new[] { "changed@internal", "removed@internal" })
            {
                await Eventually.GetAsync(() => engine.Client.As(tokens[name]).GetAsync(""), static answer => answer.Code == 401, Soon);
                Assert.Equal(401, (await engine.Client.As(EngineClient.Basic(name, EngineSettings.Password)).GetAsync("")).Code);
            }

            Assert.Equal(200, (await engine.Client.As(EngineClient.Basic("changed@internal", "another password")).GetAsync("")).Code);
            Assert.Equal(200, (await engine.Client.As(tokens["stays@internal"]).GetAsync("")).Code);
        }

        await PostAsync(second.Client, "/ovirt-engine/sso/oauth/revoke", new() { ["token"] = tokens["stays@internal"].Parameter! });
        Assert.Equal(401, (await second.Client.As(tokens["stays@internal"]).GetAsync("")).Code);
        await Eventually.GetAsync(() => first.Client.As(tokens["stays@internal"]).GetAsync(""), static answer => answer.Code == 401, Soon);
    }

    [Fact]
    public async Task Another_role_counts_at_once_and_ends_the_tokens()
    {
        await using var engine = await EngineUnderTest.StartAsync(new() { More = new Dictionary<string, string> { ["Access:RememberSeconds"] = "300" } });
        var client = await engine.AddUserAsync("bob@internal", Role.Administrator);
        var token = await LogInAsync(engine.Client, "bob@internal");
        Assert.Equal(200, (await engine.Client.As(token).GetAsync("")).Code);
        Assert.Equal(201, (await client.PostAsync("/clusters", "<cluster><name>one</name></cluster>")).Code);

        Assert.Null(await engine.UsersOf().ChangeRoleAsync("bob@internal", (Role.Reader, null), CancellationToken.None));

        await Eventually.GetAsync(() => engine.Client.As(token).GetAsync(""), static answer => answer.Code == 401, Soon);
        Assert.Equal(403, (await client.PostAsync("/clusters", "<cluster><name>two</name></cluster>")).Code);

        Assert.Null(await engine.UsersOf().ChangeRoleAsync("bob@internal", (Role.Administrator, "one"), CancellationToken.None));
        Assert.Null(await engine.UsersOf().ChangeRoleAsync("bob@internal", (null, null), CancellationToken.None));
        await Eventually.GetAsync(() => client.GetAsync("/events"), static answer => !answer.Body.Contains("admin@internal", StringComparison.Ordinal), Soon);
        Assert.Equal("one", (await client.GetAsync("/clusters")).Expect(200).Xml.Elements().Single().Element("name")!.Value);
    }

    [Fact]
    public async Task Of_too_many_tokens_of_a_user_the_least_recently_used_go()
    {
        await using var engine = await EngineUnderTest.StartAsync(new()
        {
            More = new Dictionary<string, string> { ["Access:MaxTokensPerUser"] = "3", ["Access:RememberSeconds"] = "0" },
        });
        await engine.AddUserAsync("bob@internal", Role.Reader);
        var others = await LogInAsync(engine.Client, "admin@internal");
        var tokens = new List<AuthenticationHeaderValue>();
        for (var time = 0; time < 3; time++) tokens.Add(await LogInAsync(engine.Client, "bob@internal"));
        Assert.Equal(200, (await engine.Client.As(tokens[0]).GetAsync("")).Code);

        await Task.WhenAll(LogInAsync(engine.Client, "bob@internal"), LogInAsync(engine.Client, "bob@internal"));

        var codes = await Task.WhenAll(tokens.Select(async token => (await engine.Client.As(token).GetAsync("")).Code));
        Assert.Equal([200, 401, 401], codes);
        Assert.Equal(200, (await engine.Client.As(others).GetAsync("")).Code);
    }

    private static async Task<AuthenticationHeaderValue> LogInAsync(EngineClient client, string name)
    {
        var answer = await PostAsync(client, "/ovirt-engine/sso/oauth/token", new()
        {
            ["grant_type"] = "password",
            ["scope"] = "ovirt-app-api",
            ["username"] = name,
            ["password"] = EngineSettings.Password,
        });
        return new("Bearer", answer.Expect(200).Json["access_token"]!.GetValue<string>());
    }

    private static Task<EngineAnswer> PostAsync(EngineClient client, string path, Dictionary<string, string> form) =>
        client.As(null).Speaking(EngineClient.Json).SendAsync(HttpMethod.Post, path, change: request => request.Content = new FormUrlEncodedContent(form));
}
