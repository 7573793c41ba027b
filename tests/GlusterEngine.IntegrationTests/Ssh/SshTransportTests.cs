using System.Diagnostics;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Ssh;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Connections;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Ssh;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace GlusterEngine.IntegrationTests.Ssh;

/// <summary>A real OpenSSH client, a real sshd and the guard; a shell script in gluster's place.</summary>
public sealed class SshTransportTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TestSshd _sshd = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ssh-transport-");
    private readonly ServiceProvider _services;
    private readonly IGlusterCommandLine _line;
    private readonly IHostConnector _connector;

    public SshTransportTests()
    {
        _services = new ServiceCollection().AddLogging().AddVds().AddSsh()
            .Configure<SshOptions>(options => (options.Folder, options.GuardProgram, options.ConnectSeconds) = (Path.Combine(_folder.FullName, "ssh"), _sshd.Guard, 30))
            .Configure<VdsOptions>(static options => options.KillAfterSeconds = 1)
            .BuildServiceProvider();
        _line = _services.GetRequiredKeyedService<IGlusterCommandLine>(HostTransport.Ssh);
        _connector = _services.GetRequiredKeyedService<IHostConnector>(HostTransport.Ssh);
        _sshd.SetGluster("""printf '[%s]' "$@" """);
    }

    private VdsHost Pinned => Host(_sshd.HostKey);

    /// <summary>Read when a host is first spoken to.</summary>
    private SshOptions Settings => _services.GetRequiredService<IOptions<SshOptions>>().Value;

    public void Dispose()
    {
        _services.Dispose();
        _sshd.Dispose();
        _folder.Delete(recursive: true);
    }

    [SshFact]
    public async Task Arguments_arrive_one_by_one_whatever_is_in_them()
    {
        await StartAsync();
        string[] hostile = ["volume", "set", "a b", "$(touch /tmp/x)`id`", "';\"\\ *?[a]~ & | > <é\t\r-"];

        var outcome = await RunAsync(hostile);

        Assert.Equal($"[--mode=script][--xml][--timeout=10]{string.Concat(hostile.Select(static value => $"[{value}]"))}", Assert.IsType<CommandOutcome.Exited>(outcome).Output);
    }

    [SshFact]
    public async Task The_same_holds_for_a_key_that_is_not_restricted()
    {
        await StartAsync(isRestricted: false);

        var outcome = await RunAsync(["volume", "info", "$(id) 'x'"]);

        Assert.Equal("[--mode=script][--xml][--timeout=10][volume][info][$(id) 'x']", Assert.IsType<CommandOutcome.Exited>(outcome).Output);
    }

    [SshFact]
    public async Task With_sudo_the_guard_itself_is_what_runs_as_root()
    {
        _sshd.SetSudo($"""echo "$*" >'{_sshd.PathOf("sudo")}'; shift 2; unset SSH_ORIGINAL_COMMAND; exec "$@" """);
        await StartAsync();
        var host = Pinned with { Ssh = _sshd.Target(_sshd.HostKey, usesSudo: true) };

        var outcome = await _line.RunAsync(host, ["pool", "list"], Limit, CancellationToken.None);
        _sshd.SetSudo("echo 'sudo: a password is required' >&2; exit 1");
        await _connector.CloseAsync(host);
        var refused = await _connector.OpenAsync(host, CancellationToken.None);

        Assert.Equal("[--mode=script][--xml][--timeout=10][pool][list]", Assert.IsType<CommandOutcome.Exited>(outcome).Output);
        Assert.Equal($"-n -- {_sshd.Guard} as-root\n", await File.ReadAllTextAsync(_sshd.PathOf("sudo")));
        Assert.Equal(ConnectionFailureCode.SudoRefused, refused?.Code);
    }

    [SshFact]
    public async Task Both_outputs_and_the_exit_code_come_back()
    {
        _sshd.SetGluster("echo é; echo no >&2; exit 7");
        await StartAsync();

        var outcome = Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));

        Assert.Equal((7, "é\n", "no\n"), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [SshFact]
    public async Task What_the_engine_has_no_use_for_the_guard_refuses()
    {
        await StartAsync();

        foreach (var arguments in (string[][])[["system::", "execute", "x"], ["volume", "info", "--log-file=/etc/passwd"], ["--version"], ["pool", "list", "x"]])
            Assert.IsType<CommandOutcome.NotStarted>(await RunAsync(arguments));
        Assert.Contains("line break", Assert.IsType<CommandOutcome.NotStarted>(await RunAsync(["volume", "info", "a\nend"])).Reason, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task A_restricted_key_gets_no_shell()
    {
        await StartAsync();
        var key = _services.GetRequiredService<EngineKey>().PrivateFile;

        var said = await ShellAsync(
            "ssh", "-F", "none", "-i", key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", $"UserKnownHostsFile={_sshd.PathOf("known")}", "-p", $"{_sshd.Port}", "127.0.0.1", "echo SHELL");

        Assert.DoesNotContain("SHELL", said, StringComparison.Ordinal);
        Assert.Contains("refused", said, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task A_slow_command_is_killed_on_the_host()
    {
        _sshd.SetGluster($"echo $$ >'{_sshd.PathOf("pid")}'; sleep 300");
        await StartAsync();

        var outcome = await RunAsync(["pool", "list"], TimeSpan.FromSeconds(1));

        Assert.Contains("what was at work there was killed", Assert.IsType<CommandOutcome.TimedOut>(outcome).Reason, StringComparison.Ordinal);
        await AssertGoneAsync();
    }

    [SshFact]
    public async Task A_connection_that_breaks_while_gluster_works_leaves_the_outcome_unknown_and_the_next_command_opens_another()
    {
        _sshd.SetGluster($"touch '{_sshd.PathOf("begun")}'; sleep 20");
        await StartAsync();
        var running = RunAsync(["volume", "rebalance", "v", "start"]);
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(_sshd.PathOf("begun"))), static begun => begun);

        _sshd.Kill();
        var broken = await running;
        var away = await RunAsync(["pool", "list"]);
        _sshd.SetGluster("echo back");
        await _sshd.StartAsync();
        var back = await RunAsync(["pool", "list"]);

        Assert.IsType<CommandOutcome.TimedOut>(broken);
        Assert.IsType<CommandOutcome.NotStarted>(away);
        Assert.Equal("back\n", Assert.IsType<CommandOutcome.Exited>(back).Output);
    }

    [SshFact]
    public async Task A_connection_without_a_sign_of_life_is_given_up_and_the_next_command_opens_another()
    {
        Settings.ConnectSeconds = 10;
        _sshd.SetGluster($"case $* in *rebalance*) touch '{_sshd.PathOf("begun")}'; sleep 20 ;; *) echo back ;; esac");
        await StartAsync();
        var running = RunAsync(["volume", "rebalance", "v", "start"], TimeSpan.FromMinutes(1));
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(_sshd.PathOf("begun"))), static begun => begun);
        _sshd.FreezeGuards();

        var (_, failure) = await _connector.PingAsync(Pinned, CancellationToken.None);
        var broken = await running;
        var back = await RunAsync(["pool", "list"]);

        Assert.Equal(ConnectionFailureCode.TimedOut, failure?.Code);
        Assert.Contains("broke while gluster was at work", Assert.IsType<CommandOutcome.TimedOut>(broken).Reason, StringComparison.Ordinal);
        Assert.Equal("back\n", Assert.IsType<CommandOutcome.Exited>(back).Output);
    }

    [SshFact]
    public async Task A_host_that_is_busy_with_the_engine_is_not_one_that_is_away()
    {
        (Settings.SessionsPerHost, Settings.ConnectSeconds) = (1, 10);
        _sshd.SetGluster($"case $* in *rebalance*) touch '{_sshd.PathOf("begun")}'; sleep 12 ;; *) echo free ;; esac");
        await StartAsync();
        var running = RunAsync(["volume", "rebalance", "v", "start"], TimeSpan.FromMinutes(1));
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(_sshd.PathOf("begun"))), static begun => begun);

        var waited = await RunAsync(["pool", "list"]);

        Assert.Equal("free\n", Assert.IsType<CommandOutcome.Exited>(waited).Output);
        Assert.IsType<CommandOutcome.Exited>(await running);
    }

    [SshFact]
    public async Task What_a_host_prints_is_bounded()
    {
        const string Flood = "head -c 1000000 /dev/zero | tr '\\0' x";
        await StartAsync();
        _sshd.SetGluster($"{Flood} >&2; exit 7");
        var outcome = Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));
        await _connector.CloseAsync(Pinned);
        await File.WriteAllTextAsync(_sshd.Guard, $"#!/bin/sh\n{Flood} >&2; exit 1\n");
        var complaint = await _connector.OpenAsync(Pinned, CancellationToken.None);
        await File.WriteAllTextAsync(_sshd.Guard, $"#!/bin/sh\n{Flood}; sleep 60\n");
        var line = await _connector.OpenAsync(Pinned, CancellationToken.None);

        Assert.Equal((7, 4000), (outcome.ExitCode, outcome.Error.Length));
        Assert.InRange(complaint!.Text.Length, 4000, 4200);
        Assert.Equal(ConnectionFailureCode.GuardMissing, line?.Code);
        Assert.InRange(line!.Text.Length, 100, 400);
    }

    [SshFact]
    public async Task A_child_of_the_client_that_stays_behind_holds_nobody_up()
    {
        await StartAsync();
        await File.WriteAllTextAsync(_sshd.PathOf("proxy"), $"sleep 120 </dev/null >/dev/null &\necho $! >'{_sshd.PathOf("pid")}'\necho no way there >&2\nexit 1\n");
        await File.WriteAllTextAsync(_sshd.PathOf("config"), $"Host *\nProxyCommand sh {_sshd.PathOf("proxy")}\n");
        (Settings.ConfigFile, Settings.ConnectSeconds) = (_sshd.PathOf("config"), 10);

        var failure = await _connector.OpenAsync(Pinned, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await ShellAsync("kill", (await File.ReadAllTextAsync(_sshd.PathOf("pid"))).Trim());

        Assert.Contains("no way there", failure?.Text, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task The_users_own_configuration_leads_over_a_jump_host()
    {
        using var jump = new TestSshd();
        var own = new EngineKey(Options.Create(new SshOptions { Folder = Path.Combine(_folder.FullName, "own") }));
        Assert.Null(await own.EnsureAsync(CancellationToken.None));
        jump.Authorize(own.Public!, isRestricted: false);
        await jump.StartAsync();
        await StartAsync();
        await File.WriteAllTextAsync(jump.PathOf("known"), $"[127.0.0.1]:{jump.Port} {jump.HostKey}\n");
        await File.WriteAllTextAsync(jump.PathOf("config"), $"""
            Host far
                HostName 127.0.0.1
                Port {_sshd.Port}
                ProxyJump jump
            Host jump
                HostName 127.0.0.1
                Port {jump.Port}
                IdentityFile {own.PrivateFile}
                UserKnownHostsFile {jump.PathOf("known")}
                StrictHostKeyChecking yes
            """);
        Settings.ConfigFile = jump.PathOf("config");
        var target = new SshTarget("far", User: null, Port: null, UsesSudo: false, HostKey: null);

        var (shown, _) = await _services.GetRequiredService<SshHostKeyReader>().ReadAsync(target, CancellationToken.None);
        var outcome = await _line.RunAsync(Pinned with { Ssh = target with { HostKey = shown } }, ["pool", "list"], Limit, CancellationToken.None);

        Assert.Equal(_sshd.HostKey, shown);
        Assert.Equal("[--mode=script][--xml][--timeout=10][pool][list]", Assert.IsType<CommandOutcome.Exited>(outcome).Output);
        Assert.Contains("Accepted publickey", await File.ReadAllTextAsync(jump.PathOf("log")), StringComparison.Ordinal);

        await File.WriteAllTextAsync(jump.PathOf("known"), "");
        var stranger = await _connector.OpenAsync(Pinned with { Ssh = target with { HostKey = shown, Port = _sshd.Port } }, CancellationToken.None);
        Assert.True(stranger is { Code: ConnectionFailureCode.Unreachable } && stranger.Text.Contains("Host key verification failed", StringComparison.Ordinal), $"{stranger}");
    }

    [SshFact]
    public async Task A_host_that_knows_the_users_key_only_lets_the_engine_in_by_it()
    {
        var own = new EngineKey(Options.Create(new SshOptions { Folder = Path.Combine(_folder.FullName, "own") }));
        Assert.Null(await own.EnsureAsync(CancellationToken.None));
        await StartAsync();
        _sshd.Authorize(own.Public!);
        await File.WriteAllTextAsync(_sshd.PathOf("config"), $"IdentityFile {own.PrivateFile}\n");
        Settings.ConfigFile = _sshd.PathOf("config");

        Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));
    }

    [SshFact]
    public async Task A_session_that_does_not_come_back_does_not_stand_in_the_way_of_others()
    {
        await StartAsync();
        _sshd.SetGluster("""if [ "${6-}" = hangs ]; then setsid sleep 60 & exit; fi; printf '[%s]' "$@" """);

        var lost = await _line.RunAsync(Pinned, ["volume", "info", "hangs"], TimeSpan.FromSeconds(1), CancellationToken.None);
        var next = await RunAsync(["pool", "list"]);

        Assert.IsType<CommandOutcome.TimedOut>(lost);
        Assert.Equal("[--mode=script][--xml][--timeout=10][pool][list]", Assert.IsType<CommandOutcome.Exited>(next).Output);
        Assert.Equal(2, (await File.ReadAllTextAsync(_sshd.PathOf("log"))).Split("Accepted publickey").Length - 1);
    }

    [SshFact]
    public async Task A_socket_that_was_cleaned_away_is_made_anew()
    {
        await StartAsync();
        Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));

        Directory.Delete(SshFolder.Of(_services), recursive: true);

        Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));
    }

    [SshFact]
    public async Task An_agent_with_more_keys_than_a_host_hears_does_not_keep_the_engines_key_from_it()
    {
        await StartAsync();
        var socket = _sshd.PathOf("agent");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        try
        {
            await Eventually.GetAsync(() => Task.FromResult(File.Exists(socket)), static there => there);
            foreach (var number in Enumerable.Range(1, 7))
            {
                await ShellAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _sshd.PathOf($"key{number}"));
                await ShellAsync("env", $"SSH_AUTH_SOCK={socket}", "ssh-add", "-q", _sshd.PathOf($"key{number}"));
            }

            await File.WriteAllTextAsync(_sshd.PathOf("config"), $"IdentityAgent {socket}\n");
            Settings.ConfigFile = _sshd.PathOf("config");

            Assert.Null(await _connector.OpenAsync(Pinned, CancellationToken.None));
            Assert.Contains("Too many authentication failures", await File.ReadAllTextAsync(_sshd.PathOf("log")), StringComparison.Ordinal);
        }
        finally
        {
            agent.Kill();
        }
    }

    [SshFact]
    public async Task Another_host_key_stops_everything_until_it_is_the_pinned_one()
    {
        await StartAsync();
        var pinned = _sshd.HostKey;
        Assert.IsType<CommandOutcome.Exited>(await RunAsync(["pool", "list"]));
        _sshd.Kill();
        _sshd.GenerateHostKey();
        await _sshd.StartAsync();

        var refused = Assert.IsType<CommandOutcome.NotStarted>(await _line.RunAsync(Host(pinned), ["pool", "list"], Limit, CancellationToken.None));
        var (shown, _) = await _services.GetRequiredService<SshHostKeyReader>().ReadAsync(_sshd.Target(hostKey: null), CancellationToken.None);
        var accepted = await _line.RunAsync(Host(shown), ["pool", "list"], Limit, CancellationToken.None);

        Assert.True(refused.IsUntrusted);
        Assert.Contains(pinned.Fingerprint, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(_sshd.HostKey, shown);
        Assert.IsType<CommandOutcome.Exited>(accepted);
    }

    [SshFact]
    public async Task A_host_whose_key_is_not_known_is_not_logged_in_to()
    {
        await StartAsync();

        var outcome = Assert.IsType<CommandOutcome.NotStarted>(await _line.RunAsync(Host(hostKey: null), ["pool", "list"], Limit, CancellationToken.None));

        Assert.False(outcome.IsUntrusted);
        Assert.Contains("has not shown its key", outcome.Reason, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task Each_failure_says_what_it_is()
    {
        await StartAsync();
        _sshd.Authorize(_sshd.HostKey.ToString());
        Assert.Equal(ConnectionFailureCode.AuthenticationFailed, (await _connector.OpenAsync(Pinned, CancellationToken.None))?.Code);

        _sshd.Authorize(_services.GetRequiredService<EngineKey>().Public!);
        File.Move(_sshd.Guard, _sshd.Guard + ".away");
        Assert.Equal(ConnectionFailureCode.GuardMissing, (await _connector.OpenAsync(Pinned, CancellationToken.None))?.Code);
        File.Move(_sshd.Guard + ".away", _sshd.Guard);

        Assert.Null(await _connector.OpenAsync(Pinned, CancellationToken.None));
        Assert.InRange((await _connector.PingAsync(Pinned, CancellationToken.None)).RoundTrip!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        _sshd.Kill();
        await Eventually.GetAsync(async () => (await _connector.PingAsync(Pinned, CancellationToken.None)).Failure?.Code, static code => code == ConnectionFailureCode.Unreachable);
        Assert.Equal(ConnectionFailureCode.Unreachable, (await _connector.OpenAsync(Pinned, CancellationToken.None))?.Code);
    }

    [SshFact]
    public async Task Commands_share_one_connection_and_closing_it_leaves_no_process()
    {
        await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RunAsync(["pool", "list"])));
        var logins = (await File.ReadAllTextAsync(_sshd.PathOf("log"))).Split("Accepted publickey").Length - 1;
        await _connector.CloseAsync(Pinned);

        Assert.Equal(1, logins);
        Assert.NotNull((await _connector.PingAsync(Pinned, CancellationToken.None)).Failure);
    }

    [SshFact]
    public async Task A_change_behind_a_fence_is_one_request()
    {
        _sshd.SetGluster($$"""
            echo "$*" >>'{{_sshd.PathOf("said")}}'
            case "$*" in
              *"pool list"*) echo '<cliOutput><opRet>0</opRet></cliOutput>' ;;
              *"volume info"*) echo '<cliOutput><opRet>0</opRet><option><name>user.glusterengine.generation</name><value>3</value></option></cliOutput>' ;;
              *"volume set"*) echo '<cliOutput><opRet>0</opRet></cliOutput>' ;;
              *) echo '<cliOutput>started</cliOutput>' ;;
            esac
            """);
        await StartAsync();

        var outcome = await _line.RunFencedAsync(Pinned, new VolumeFence("data", [2, 3], 9) { VolumeId = null }, ["volume", "rebalance", "data", "start"], (Limit, Limit), CancellationToken.None);

        Assert.Equal((FenceState.Stamped, 9), (outcome.State, outcome.Value));
        Assert.Contains("started", Assert.IsType<CommandOutcome.Exited>(outcome.Outcome).Output, StringComparison.Ordinal);
        Assert.Equal("--mode=script --xml --timeout=10 volume rebalance data start", (await File.ReadAllLinesAsync(_sshd.PathOf("said")))[^1]);
    }

    [SshFact]
    public void The_engines_key_is_its_own()
    {
        var key = _services.GetRequiredService<EngineKey>();
        Assert.Null(key.Public);

        Assert.All(Task.WhenAll(Enumerable.Range(0, 4).Select(_ => key.EnsureAsync(CancellationToken.None))).GetAwaiter().GetResult(), Assert.Null);

        Assert.StartsWith("ssh-ed25519 ", key.Public, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key.PrivateFile));
        Assert.Equal(["id_ed25519", "id_ed25519.pub"], new DirectoryInfo(Path.GetDirectoryName(key.PrivateFile)!).EnumerateFileSystemInfos().Select(static file => file.Name).Order(StringComparer.Ordinal));
    }

    private VdsHost Host(SshHostKey? hostKey) =>
        new(Guid.NewGuid(), Guid.NewGuid(), "node1", "127.0.0.1", HostTransport.Ssh, GlusterdSocket: null) { Ssh = _sshd.Target(hostKey) };

    private Task<CommandOutcome> RunAsync(string[] arguments, TimeSpan? limit = null) => _line.RunAsync(Pinned, arguments, limit ?? Limit, CancellationToken.None);

    private async Task StartAsync(bool isRestricted = true)
    {
        var key = _services.GetRequiredService<EngineKey>();
        Assert.Null(await key.EnsureAsync(CancellationToken.None));
        _sshd.Authorize(key.Public!, isRestricted);
        await _sshd.StartAsync();
    }

    private async Task AssertGoneAsync()
    {
        var pid = (await File.ReadAllTextAsync(_sshd.PathOf("pid"))).Trim();
        await Eventually.GetAsync(() => Task.FromResult(Directory.Exists($"/proc/{pid}")), static there => !there);
    }

    private static async Task<string> ShellAsync(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }
}
