using System.Globalization;
using System.Runtime.Versioning;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Real processes: shell scripts in gluster's place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GlusterProcessTests : IDisposable
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Cli, GlusterdSocket: null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gluster-process-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Arguments_arrive_one_by_one_after_the_common_ones()
    {
        var outcome = await RunAsync("""printf '[%s]' "$@" """, ["volume", "info", "a b; $(reboot)"]);

        Assert.Equal(new CommandOutcome.Exited(0, "[--mode=script][--xml][--timeout=10][volume][info][a b; $(reboot)]", ""), outcome);
    }

    [Fact]
    public async Task The_language_is_C_and_the_input_is_closed() =>
        Assert.Equal(new CommandOutcome.Exited(0, "C", ""), await RunAsync("""cat; printf %s "$LC_ALL" """, []));

    [Fact]
    public async Task Both_outputs_and_the_exit_code_are_kept() =>
        Assert.Equal(new CommandOutcome.Exited(7, "é\n", "no\n"), await RunAsync("echo é; echo no >&2; exit 7", []));

    [Fact]
    public async Task A_slow_program_is_killed_with_everything_it_started()
    {
        var outcome = await RunAsync($"sleep 300 & echo $! >'{Marker}'; wait", [], timeout: TimeSpan.FromSeconds(0.3));

        Assert.Equal(new CommandOutcome.TimedOut("gluster gave no answer within 0.3 s and was killed."), outcome);
        await AssertGoneAsync();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_kills_the_program()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync($"sleep 300 & echo $! >'{Marker}'; wait", [], cancellationToken: cancellation.Token));

        await AssertGoneAsync();
    }

    [Fact]
    public async Task A_program_that_leaves_a_child_behind_with_its_output_is_not_waited_for_longer_than_the_deadline() =>
        Assert.IsType<CommandOutcome.TimedOut>(await RunAsync("sleep 5 & exit 0", [], timeout: TimeSpan.FromSeconds(0.3)));

    [Fact]
    public async Task A_missing_program_was_not_started()
    {
        var outcome = await Process("/no/such/gluster").RunAsync(Host, [], TimeSpan.FromSeconds(10), CancellationToken.None);

        Assert.StartsWith("/no/such/gluster cannot be started: ", Assert.IsType<CommandOutcome.NotStarted>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/glusterd.socket", "there is no such file.")]
    [InlineData("/a/path/that/is/much/longer/than/what/fits/into/the/address/of/a/unix/socket/and/therefore/can/not/be/connected/to", "the path is longer than a unix socket's can be.")]
    public async Task Nothing_is_started_when_nobody_listens_on_the_socket(string socket, string why)
    {
        var outcome = await RunAsync($"touch '{Marker}'", [], Host with { GlusterdSocket = socket });

        Assert.StartsWith($"glusterd of node1 cannot be reached on {socket}: {why}", Assert.IsType<CommandOutcome.NotStarted>(outcome).Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(Marker));
    }

    [Fact]
    public async Task A_program_that_never_stops_talking_is_killed() =>
        Assert.Contains("characters", Assert.IsType<CommandOutcome.TimedOut>(await RunAsync("exec yes", [])).Reason, StringComparison.Ordinal);

    private string Marker => Path.Combine(_folder.FullName, "marker");

    private static GlusterProcess Process(string program) =>
        new(Options.Create(new VdsOptions { GlusterProgram = program, KillAfterSeconds = 0 }), TimeProvider.System);

    private Task<CommandOutcome> RunAsync(string script, string[] arguments, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        RunAsync(script, arguments, Host, timeout, cancellationToken);

    private async Task<CommandOutcome> RunAsync(
        string script, string[] arguments, VdsHost host, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var program = Path.Combine(_folder.FullName, "gluster");
        ProgramFile.Write(program, $"#!/bin/sh\n{script}\n");
        return await Process(program).RunAsync(host, arguments, timeout ?? TimeSpan.FromSeconds(10), cancellationToken);
    }

    private async Task AssertGoneAsync()
    {
        var child = int.Parse(await File.ReadAllTextAsync(Marker), CultureInfo.InvariantCulture);
        for (var i = 0; i < 100 && IsAlive(child); i++) await Task.Delay(20);
        Assert.False(IsAlive(child));
    }

    // A killed child whose parent is gone may stay a zombie where the first process of a container reaps nothing.
    private static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
}
