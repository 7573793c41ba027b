using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GlusterEngine.Engine.Commands;
using GlusterEngine.IntegrationTests.EmbeddedPostgres;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Database;
using GlusterEngine.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosting;

/// <summary>What an operator sees of starts that cannot be, and of a stop in the middle of work.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("70000")]
    public async Task A_port_that_is_none_is_told_in_one_line(string port) => Assert.Equal(
        (1, $"GlusterEngine cannot start: GLUSTERENGINE_PORT is '{port}', which is no port; use a number from 1 to 65535."),
        await StartAsync(("GLUSTERENGINE_PORT", port)));

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (exitCode, output) = await StartAsync(("GLUSTERENGINE_PORT", port.ToString()), ("ConnectionStrings__Engine", database.ConnectionString));

        Assert.Equal((1, $"GlusterEngine cannot start: Failed to bind to address http://127.0.0.1:{port}: address already in use."), (exitCode, output));
    }

    [Fact]
    public async Task A_data_folder_in_use_is_told_in_one_line()
    {
        await using var postgres = new PostgresUnderTest();
        await postgres.StartAsync();

        var (exitCode, output) = await StartAsync(("Database__DataFolder", postgres.Options.DataFolder));

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"GlusterEngine cannot start: The data folder {postgres.Options.DataFolder} is in use by another engine", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public async Task A_stop_while_a_command_waits_leaves_no_stack_trace()
    {
        await using var engine = await EngineProcess.StartAsync(new() { Demo = "simulated", More = new Dictionary<string, string> { ["Simulated:StartSeconds"] = "5" } });
        var cluster = (await engine.Client.GetAsync("/clusters?search=name%3Ddemo")).Xml.Elements().Single().Attribute("href")!.Value;
        var volumes = await Eventually.GetAsync(() => engine.Client.GetAsync(cluster + "/glustervolumes"), static answer => answer.Xml.Elements().Any());
        var volume = volumes.Xml.Elements().First().Attribute("href")!.Value;
        // The first start on a volume looks before it asks, and would just not be said any more.
        (await engine.Client.PostAsync(volume + "/rebalance", "<action/>")).Expect(200);
        (await engine.Client.PostAsync(volume + "/stoprebalance", "<action/>")).Expect(200);
        var before = (await engine.Client.GetAsync("/jobs")).Expect(200).Xml.Elements().Count();
        var waiting = engine.Client.PostAsync(volume + "/rebalance", "<action/>");
        await Eventually.GetAsync(() => engine.Client.GetAsync("/jobs"), answer => answer.Xml.Elements().Count() > before);

        Assert.Equal(0, await engine.StopAsync());

        Assert.Equal(202, (await waiting).Code);
        Assert.DoesNotContain("Exception", engine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_stops_answers_questions_and_takes_no_more_changes()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await engine.Services.GetRequiredService<RunningCommands>().StoppingAsync(CancellationToken.None);

        Assert.Contains("This engine is stopping", (await engine.Client.PostAsync("/clusters", "<cluster><name>late</name></cluster>")).Expect(503).FaultDetail, StringComparison.Ordinal);
        Assert.Empty((await engine.Client.GetAsync("/clusters")).Expect(200).Xml.Elements());
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_start_leaves_no_stack_trace()
    {
        using var database = new TcpListener(IPAddress.Loopback, 0);
        database.Start();

        var (exitCode, output) = await StartAsync(
            async process =>
            {
                // It takes the connection and never says a word, so the start waits.
                using var connection = await database.AcceptTcpClientAsync();
                using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);
                await process.WaitForExitAsync();
            },
            ("ConnectionStrings__Engine", $"Host=127.0.0.1;Port={((IPEndPoint)database.LocalEndpoint).Port};Username=nobody;Database=none"));

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    /// <summary>The exit code of an engine that does not start, and all it printed.</summary>
    private static Task<(int ExitCode, string Output)> StartAsync(params (string Name, string Value)[] settings) => StartAsync(static _ => Task.CompletedTask, settings);

    private static async Task<(int ExitCode, string Output)> StartAsync(Func<Process, Task> meanwhile, params (string Name, string Value)[] settings)
    {
        var folder = TestFolder.Create();
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GlusterEngine.Server.dll")])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            (start.Environment["GLUSTERENGINE_DATA"], start.Environment["Serilog__MinimumLevel"]) = (folder, "Warning");
            foreach (var (name, value) in settings) start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await meanwhile(process);
            var output = await reading;
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Concat(output).Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
