using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Users;

/// <summary>The commands about users, as an operator types them.</summary>
public sealed class UserCommandLineTests
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Users_are_changed_while_the_engine_runs_and_while_it_does_not()
    {
        var folder = TestFolder.Create();
        try
        {
            await using var engine = await EngineProcess.StartAsync(new() { IsDatabaseEmbedded = true, DataFolder = folder });
            (await engine.Client.PostAsync("/clusters", "<cluster><name>one</name></cluster>")).Expect(201);
            Task<(int Code, string Text)> UserAsync(string input, params string[] words) => RunAsync(folder, input, words);
            var bob = engine.Client.As(EngineClient.Basic("bob@internal", Password));

            Assert.Equal((0, "User bob@internal was added."), await UserAsync(Password + "\n", "add", "bob@internal", "--role", "operator", "--cluster", "one"));
            Assert.Equal(200, (await bob.GetAsync("")).Code);
            Assert.Equal(403, (await bob.PostAsync("/clusters", "<cluster><name>two</name></cluster>")).Code);

            await engine.StopAsync();
            Assert.Equal((0, "User bob@internal has the role administrator on everything."), await UserAsync("", "role", "bob@internal", "administrator"));
            Assert.Equal((0, "User carol@internal was added."), await UserAsync(Password, "add", "carol@internal"));
            Assert.Equal(
                (0, "admin@internal: administrator of everything\nbob@internal: administrator of everything, operator of cluster one\ncarol@internal: reader of everything"),
                await UserAsync("", "list"));
            await engine.StartAgainAsync();

            Assert.Equal(201, (await bob.PostAsync("/clusters", "<cluster><name>two</name></cluster>")).Code);
            Assert.Equal((0, "The password of user bob@internal was changed."), await UserAsync("another horse\n", "password", "bob@internal"));
            await Eventually.GetAsync(() => bob.GetAsync(""), static answer => answer.Code == 401, TimeSpan.FromSeconds(3));
            Assert.Equal((0, "User carol@internal was removed."), await UserAsync("", "remove", "carol@internal"));
            Assert.Equal((0, "User bob@internal has no role in cluster one."), await UserAsync("", "role", "bob@internal", "none", "--cluster", "one"));
            Assert.Equal((0, "admin@internal: administrator of everything\nbob@internal: administrator of everything"), await UserAsync("", "list"));

            var events = (await engine.Client.GetAsync("/events")).Expect(200);
            Assert.Contains("User bob@internal was added by the command line, with the role operator in cluster one.", events.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("horse", events.Body, StringComparison.Ordinal);
            // The password of the first administrator is what it was, although the commands did not know it.
            Assert.Equal(200, (await engine.Client.GetAsync("")).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_cannot_be_is_told_in_one_clear_line()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        var external = ("ConnectionStrings__Engine", engine.ConnectionString!);
        Task<(int Code, string Text)> UserAsync(string input, params string[] words) => RunAsync("/nowhere", input, words, external);

        Assert.Equal((1, "'bob' is no user name: it takes a profile, as in bob@internal."), await UserAsync(Password, "add", "bob"));
        Assert.Equal((1, "'a:b@internal' is no user name: use at most 255 letters, digits, '.', '_', '-', '+' and '@'."), await UserAsync(Password, "add", "a:b@internal"));
        Assert.Equal((1, "The password must have 8 to 255 characters; this one has 5."), await UserAsync("short\n", "add", "bob@internal"));
        Assert.Equal((1, "The input is empty: give the password as its first line."), await UserAsync("", "add", "bob@internal"));
        Assert.Equal((1, "There is no cluster 'none': name one by name or id."), await UserAsync(Password, "add", "bob@internal", "--cluster", "none"));
        Assert.Equal((1, "There is a user admin@internal already; 'user password' and 'user role' change it."), await UserAsync(Password, "add", "Admin@internal"));
        Assert.Equal((1, "There is no user 'bob@internal'; 'user list' shows all."), await UserAsync("", "remove", "bob@internal"));
        Assert.Equal((1, "admin@internal cannot be removed: the next start of the engine would make it anew."), await UserAsync("", "remove", "admin@internal"));
        Assert.Equal((1, "admin@internal is always administrator of everything."), await UserAsync("", "role", "admin@internal", "reader"));
        Assert.StartsWith("The password of admin@internal is GLUSTERENGINE_ADMIN_PASSWORD", (await UserAsync(Password, "password", "admin@internal")).Text, StringComparison.Ordinal);
        var (code, text) = await UserAsync("", "role", "bob@internal", "king");
        Assert.Equal(1, code);
        Assert.Contains("king", text, StringComparison.Ordinal);
        Assert.NotEqual(0, (await UserAsync("", "unknown")).Code);
        Assert.Equal((0, "admin@internal: administrator of everything"), await UserAsync("", "list"));
    }

    private static async Task<(int Code, string Text)> RunAsync(string folder, string input, string[] words, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string> { ["GLUSTERENGINE_DATA"] = folder, ["Database__Durable"] = "false" };
        foreach (var (name, value) in more) environment[name] = value;
        var run = await ProgramRun.RunAsync(["dotnet", Path.Combine(AppContext.BaseDirectory, "GlusterEngine.Server.dll"), "user", .. words], input, environment);
        return (run.ExitCode, (run.Output + run.Error).Trim());
    }
}
