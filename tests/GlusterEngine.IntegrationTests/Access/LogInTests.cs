using System.Net.Http.Headers;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Access;

public sealed class LogInTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private const string Token = "/ovirt-engine/sso/oauth/token";
    private const string LogOut = "/ovirt-engine/services/sso-logout";

    [Fact]
    public async Task A_password_gives_a_token_that_opens_the_api()
    {
        var answer = await LogInAsync(demo.Client, Form());

        Assert.Equal(200, answer.Code);
        Assert.StartsWith("application/json", answer.ContentType, StringComparison.Ordinal);
        Assert.Equal(86, answer.Json["access_token"]!.GetValue<string>().Length);
        Assert.Equal(
            ("ovirt-app-api", "9223372036854775807", "bearer"),
            (answer.Json["scope"]!.GetValue<string>(), answer.Json["exp"]!.GetValue<string>(), answer.Json["token_type"]!.GetValue<string>()));
        Assert.Equal(200, (await demo.Client.As(BearerOf(answer)).GetAsync("/clusters")).Code);
    }

    [Theory]
    [InlineData("password", "wrong", "access_denied")]
    [InlineData("username", "nobody@internal", "access_denied")]
    [InlineData("username", "admin", "access_denied")]
    [InlineData("username", null, "invalid_request")]
    [InlineData("password", null, "invalid_request")]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "authorization_code", "unsupported_grant_type")]
    public async Task A_log_in_that_is_not_right_is_refused_with_its_error_code(string field, string? value, string code)
    {
        var answer = await LogInAsync(demo.Client, Form(field, value));

        Assert.Equal(400, answer.Code);
        Assert.StartsWith("application/json", answer.ContentType, StringComparison.Ordinal);
        Assert.Equal(code, answer.Json["error_code"]!.GetValue<string>());
        if (value is null) Assert.Equal($"Missing parameter: '{field}'", answer.Json["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("openid", "right", "invalid_scope")]
    [InlineData("openid", null, "invalid_request")]
    [InlineData(null, "wrong", "access_denied")]
    public async Task For_another_scope_errors_have_the_names_of_oauth(string? scope, string? password, string code)
    {
        var form = Form("password", password == "right" ? EngineSettings.Password : password);
        form.Remove("scope");
        if (scope is not null) form["scope"] = scope;

        var answer = await LogInAsync(demo.Client, form);

        Assert.Equal((400, code), (answer.Code, answer.Json["error"]!.GetValue<string>()));
        Assert.NotEqual("", answer.Json["error_description"]!.GetValue<string>());
        Assert.Null(answer.Json["error_code"]);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("*/*")]
    [InlineData("application/json, text/plain")]
    public async Task A_log_in_takes_json_in_so_many_words(string accept)
    {
        var answer = await demo.Client.As(null).Speaking(accept).SendAsync(HttpMethod.Post, Token, change: static request => request.Content = new FormUrlEncodedContent(Form()));

        Assert.Equal((400, "invalid_request"), (answer.Code, answer.Json["error_code"]!.GetValue<string>()));
        Assert.StartsWith("application/json", answer.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task The_parameters_of_a_log_in_may_be_in_the_query(string method)
    {
        var query = string.Join('&', Form().Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

        var answer = await demo.Client.As(null).Speaking(EngineClient.Json).SendAsync(new HttpMethod(method), $"{Token}?{query}");

        Assert.Equal(200, (await demo.Client.As(BearerOf(answer.Expect(200))).GetAsync("/clusters")).Code);
    }

    [Theory]
    [InlineData("GET", Token)]
    [InlineData("GET", Token + "-http-auth")]
    [InlineData("POST", Token + "-http-auth")]
    public async Task The_grant_of_http_takes_the_password_from_the_header(string method, string path)
    {
        const string query = "?grant_type=urn:ovirt:params:oauth:grant-type:http&scope=ovirt-app-api";
        Task<EngineAnswer> AskAsync(AuthenticationHeaderValue? header) =>
            demo.Client.As(header).Speaking(EngineClient.Json).SendAsync(new HttpMethod(method), path + query);

        Assert.Equal(200, (await demo.Client.As(BearerOf((await AskAsync(EngineClient.Basic("admin@internal", EngineSettings.Password))).Expect(200))).GetAsync("/clusters")).Code);
        Assert.Equal("access_denied", (await AskAsync(EngineClient.Basic("nobody@internal", "wrong password"))).Expect(400).Json["error_code"]!.GetValue<string>());
        AssertUnauthorized(await AskAsync(null));
        AssertUnauthorized(await AskAsync(new("Negotiate", "YII=")));
    }

    [Fact]
    public async Task A_log_in_for_several_scopes_gets_the_one_there_is()
    {
        Assert.Equal(200, (await LogInAsync(demo.Client, Form("scope", "ovirt-app-api ovirt-ext=token-info:validate"))).Code);
    }

    [Theory]
    [InlineData("/clusters")]
    [InlineData("")]
    [InlineData("/no/such/thing")]
    [InlineData("/jobs/no-uuid")]
    public async Task Nobody_gets_an_empty_401_that_asks_for_basic(string path)
    {
        AssertUnauthorized(await demo.Client.As(null).GetAsync(path));
    }

    [Fact]
    public async Task Nothing_is_changed_for_nobody()
    {
        AssertUnauthorized(await demo.Client.As(null).PostAsync("/clusters", "<cluster><name>nobodys</name></cluster>"));
        AssertUnauthorized(await demo.Client.As(null).DeleteAsync(demo.Cluster));
        AssertUnauthorized(await demo.Client.As(null).PostAsync(demo.Volume + "/rebalance", "<action/>"));

        Assert.Equal(404, (await demo.Client.GetAsync("/clusters/nobodys")).Code);
        Assert.Equal(200, (await demo.Client.GetAsync(demo.Cluster)).Code);
        Assert.DoesNotContain("Rebalancing", (await demo.Client.GetAsync("/jobs")).Xml.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic", "")]
    [InlineData("Basic", "no base64")]
    [InlineData("Basic", "bm8gY29sb24=")]
    [InlineData("Basic", "AAA6AAA=")]
    [InlineData("Bearer", "unknown")]
    [InlineData("Digest", "username=admin")]
    public async Task What_cannot_be_a_log_in_is_401(string scheme, string parameter)
    {
        AssertUnauthorized(await demo.Client.As(new(scheme, parameter)).GetAsync("/clusters"));
    }

    [Fact]
    public async Task Basic_takes_the_right_password_only_and_any_case_of_the_name()
    {
        Assert.Equal(200, (await demo.Client.As(EngineClient.Basic("Admin@Internal", EngineSettings.Password)).GetAsync("/clusters")).Code);
        AssertUnauthorized(await demo.Client.As(EngineClient.Basic("admin@internal", EngineSettings.Password + "x")).GetAsync("/clusters"));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/swagger/v4/swagger.json")]
    [InlineData("/swagger/index.html")]
    public async Task Health_and_the_description_of_the_api_need_no_log_in(string path)
    {
        Assert.Equal(200, (await demo.Client.As(null).GetAsync(path)).Code);
    }

    [Fact]
    public async Task After_log_out_the_token_is_worth_nothing_and_an_unknown_one_is_no_error()
    {
        var token = BearerOf(await LogInAsync(demo.Client, Form()));
        Assert.Equal(200, (await demo.Client.As(token).GetAsync("/clusters")).Code);

        for (var time = 0; time < 2; time++)
        {
            var answer = await PostFormAsync(demo.Client, LogOut, new() { ["scope"] = "ovirt-app-api", ["token"] = token.Parameter! });
            Assert.Equal((200, "{}"), (answer.Code, answer.Body));
        }

        AssertUnauthorized(await demo.Client.As(token).GetAsync("/clusters"));
    }

    [Fact]
    public async Task A_token_outlives_the_engine_that_gave_it()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var settings = new EngineSettings { ConnectionString = database.ConnectionString };
        AuthenticationHeaderValue token;
        await using (var first = await EngineUnderTest.StartAsync(settings))
        {
            token = BearerOf(await LogInAsync(first.Client, Form()));
        }

        await using var second = await EngineUnderTest.StartAsync(settings);
        Assert.Equal(200, (await second.Client.As(token).GetAsync("/clusters")).Code);
    }

    private static AuthenticationHeaderValue BearerOf(EngineAnswer answer) => new("Bearer", answer.Json["access_token"]!.GetValue<string>());

    private static void AssertUnauthorized(EngineAnswer answer)
    {
        Assert.Equal((401, ""), (answer.Code, answer.Body));
        Assert.Equal("Basic realm=\"RESTAPI\"", answer.Headers["WWW-Authenticate"]);
    }

    private static Dictionary<string, string> Form(string? field = null, string? value = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = "admin@internal",
            ["password"] = EngineSettings.Password,
            ["scope"] = "ovirt-app-api",
        };
        if (field is not null) form.Remove(field);
        if (value is not null) form[field!] = value;
        return form;
    }

    private static Task<EngineAnswer> LogInAsync(EngineClient client, Dictionary<string, string> form) => PostFormAsync(client, Token, form);

    private static Task<EngineAnswer> PostFormAsync(EngineClient client, string path, Dictionary<string, string> form) =>
        client.As(null).Speaking(EngineClient.Json).SendAsync(HttpMethod.Post, path, change: request => request.Content = new FormUrlEncodedContent(form));
}
