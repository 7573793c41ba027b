using System.Diagnostics;
using System.Globalization;
using GlusterEngine.Server.EmbeddedPostgres;
using GlusterEngine.Testing;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.EmbeddedPostgres;

public sealed class EmbeddedPostgresServerTests
{
    private const string WhoAmI = "select concat_ws(' ', current_user, current_database(), getdatabaseencoding(), current_setting('is_superuser'))";

    [Fact]
    public async Task The_first_start_makes_the_engines_database()
    {
        await using var postgres = new PostgresUnderTest();

        var server = await postgres.StartAsync();

        Assert.Equal("glusterengine glusterengine UTF8 off", await PostgresUnderTest.AskAsync(server, WhoAmI));
        Assert.Equal("", await PostgresUnderTest.AskAsync(server, "show listen_addresses"));
    }

    [Fact]
    public async Task The_second_start_finds_the_data_again()
    {
        await using var postgres = new PostgresUnderTest();
        var first = await postgres.StartAsync();
        await PostgresUnderTest.AskAsync(first, "create table kept as select 42 as answer");
        await first.StopAsync(CancellationToken.None);
        Assert.False(File.Exists(postgres.PostmasterFile));

        var second = await postgres.StartAsync();

        Assert.Equal(42, await PostgresUnderTest.AskAsync(second, "select answer from kept"));
    }

    [Fact]
    public async Task A_second_engine_on_the_same_folder_is_refused()
    {
        await using var postgres = new PostgresUnderTest();
        var first = await postgres.StartAsync();

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(postgres.StartAsync);

        Assert.Contains($"{postgres.Options.DataFolder} is in use by another engine (pid {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await PostgresUnderTest.AskAsync(first, "select 1"));
    }

    [Fact]
    public async Task A_server_that_a_killed_engine_left_behind_is_taken_over()
    {
        await using var postgres = new PostgresUnderTest();
        var first = await postgres.StartAsync();
        await PostgresUnderTest.AskAsync(first, "create table kept as select 42 as answer");
        var commandLine = (await File.ReadAllTextAsync($"/proc/{postgres.PostmasterId}/cmdline")).TrimEnd('\0').Split('\0');
        await first.StopAsync(CancellationToken.None);
        using var orphan = await OrphanAsync(postgres, commandLine);

        var second = await postgres.StartAsync();

        Assert.True(orphan.WaitForExit(TimeSpan.FromSeconds(5)));
        Assert.Equal(42, await PostgresUnderTest.AskAsync(second, "select answer from kept"));
    }

    [Fact]
    public async Task A_stale_postmaster_file_with_the_pid_of_another_process_hinders_no_start()
    {
        await using var postgres = new PostgresUnderTest();
        await (await postgres.StartAsync()).StopAsync(CancellationToken.None);
        await File.WriteAllTextAsync(postgres.PostmasterFile, $"{Environment.ProcessId}\n{postgres.Options.DataFolder}\n1700000000\n5432\n\n\n 1 1\nready   \n");

        var server = await postgres.StartAsync();

        Assert.NotEqual(Environment.ProcessId, postgres.PostmasterId);
        Assert.Equal(1, await PostgresUnderTest.AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task A_killed_postmaster_is_started_again()
    {
        await using var postgres = new PostgresUnderTest();
        var server = await postgres.StartAsync();
        await PostgresUnderTest.AskAsync(server, "create table kept as select 42 as answer");
        var killed = postgres.PostmasterId;
        Process.GetProcessById(killed).Kill();

        Assert.Equal(42, await AskUntilAnsweredAsync(server, "select answer from kept"));
        Assert.NotEqual(killed, postgres.PostmasterId);
    }

    [Fact]
    public async Task A_data_path_too_long_for_a_socket_works()
    {
        await using var postgres = new PostgresUnderTest(new string('d', 60), new string('e', 60));

        var server = await postgres.StartAsync();

        Assert.Equal(1, await PostgresUnderTest.AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task A_data_path_of_odd_characters_works()
    {
        await using var postgres = new PostgresUnderTest("a b, 'c' \"d\" $HOME `e` \\ ü;");

        var server = await postgres.StartAsync();

        Assert.Equal(1, await PostgresUnderTest.AskAsync(server, "select 1"));
    }

    [RootFact]
    public async Task As_root_the_server_runs_as_another_account()
    {
        await using var postgres = new PostgresUnderTest();

        await postgres.StartAsync();

        var uids = (await File.ReadAllLinesAsync($"/proc/{postgres.PostmasterId}/status")).Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.DoesNotContain("0", uids.Split('\t'));
    }

    [RootFact]
    public async Task As_root_a_folder_that_others_may_not_pass_works()
    {
        await using var postgres = new PostgresUnderTest("private", "data");
        Directory.CreateDirectory(
            Directory.GetParent(postgres.Options.DataFolder)!.Parent!.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var server = await postgres.StartAsync();

        Assert.Equal(1, await PostgresUnderTest.AskAsync(server, "select 1"));
        Assert.True(File.Exists(postgres.PostmasterFile));
    }

    [Fact]
    public async Task Missing_programs_are_named()
    {
        await using var postgres = new PostgresUnderTest();
        postgres.Options.PostgresBin = "/nowhere";

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(postgres.StartAsync);

        Assert.Contains("Database:PostgresBin names /nowhere", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_is_left_alone()
    {
        await using var postgres = new PostgresUnderTest();
        var version = Path.Combine(Directory.CreateDirectory(Path.Combine(postgres.Options.DataFolder, "cluster")).FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(postgres.StartAsync);

        Assert.StartsWith("The data was made by PostgreSQL 9, but only ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        await using var postgres = new PostgresUnderTest();
        postgres.Options.Settings["work_mem"] = "much";

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(postgres.StartAsync);

        Assert.Contains("invalid value for parameter \"work_mem\": \"much\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(postgres.Options.DataFolder, "log"), refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The postmaster as a killed engine leaves it: running, with nobody who holds the lock. Its socket's folder may be gone by now, so it gets another.</summary>
    private static async Task<Process> OrphanAsync(PostgresUnderTest postgres, IReadOnlyList<string> commandLine)
    {
        string[] elsewhere = [.. commandLine, "-c", $"unix_socket_directories={Path.Combine(postgres.Options.DataFolder, "log")}"];
        var orphan = Environment.IsPrivilegedProcess
            ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", .. elsewhere])
            : Process.Start(elsewhere[0], elsewhere.Skip(1));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(postgres.PostmasterFile) || !(await File.ReadAllTextAsync(postgres.PostmasterFile, deadline.Token)).Contains("ready", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }

        Assert.Equal(orphan.Id.ToString(CultureInfo.InvariantCulture), (await File.ReadAllLinesAsync(postgres.PostmasterFile, deadline.Token))[0]);
        return orphan;
    }

    private static async Task<object?> AskUntilAnsweredAsync(EmbeddedPostgresServer server, string question)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                return await PostgresUnderTest.AskAsync(server, question);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
            }
        }
    }
}
