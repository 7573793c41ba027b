using System.Diagnostics;
using System.Net;
using System.Text;

namespace GlusterEngine.Testing.Server;

/// <summary>The real server as a process of its own, which a test may kill and start again on the same port, database and data folder.</summary>
public sealed class EngineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly EnginePlace _place;
    private readonly bool _isTls;
    private readonly StringBuilder _output = new();
    private Process? _process;
    private HttpClient? _http;

    private EngineProcess(EnginePlace place, bool isTls)
    {
        _place = place;
        _isTls = isTls;
        Address = new Uri($"{(isTls ? "https" : "http")}://127.0.0.1:{TestPorts.Next()}");
    }

    public Uri Address { get; }

    /// <summary>Speaks as admin@internal.</summary>
    public EngineClient Client => new(_http ?? throw new InvalidOperationException("The engine was never up.")) { Output = () => Output };

    /// <summary>The CA in whose name the engine shows its certificate, where it speaks TLS.</summary>
    public string CaFile => _place.Settings.GetValueOrDefault("Tls:CaFile") ?? Path.Combine(_place.Settings["GLUSTERENGINE_DATA"], "tls", "ca.pem");

    /// <summary>Process id of the engine that runs.</summary>
    public int Id => Running.Id;

    /// <summary>The engine's database; null when it runs its own PostgreSQL.</summary>
    public string? ConnectionString => _place.ConnectionString;

    /// <summary>All that the engine has printed, over all its starts.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private Process Running => _process ?? throw new InvalidOperationException("The engine does not run.");

    /// <summary>Starts an engine and waits until it is ready.</summary>
    /// <param name="settings">With what it starts.</param>
    public static async Task<EngineProcess> StartAsync(EngineSettings? settings = null)
    {
        var engine = new EngineProcess(await EnginePlace.PrepareAsync(settings ?? new()), settings?.IsTls ?? false);
        try
        {
            await engine.StartAgainAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the engine after it was killed or stopped, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GlusterEngine.Server.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _place.Settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["GLUSTERENGINE_PORT"] = Address.Port.ToString();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await Eventually.GetAsync(IsReadyAsync, static ready => ready, Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The engine was not ready within {Patience.TotalSeconds:0} s: {Output}", exception);
        }
    }

    /// <summary>Ends the engine as <c>kill -9</c> does: none of its code runs any more.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await EndAsync();
    }

    /// <summary>Makes the engine stand still in the middle of whatever it does, as on a machine that swaps or is moved.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>Ends the engine as Ctrl-C or a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await StopAsync();
        _http?.Dispose();
        await _place.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (Running.HasExited) throw new InvalidOperationException($"The engine ended with {Running.ExitCode}: {Output}");
        // An engine makes its CA before it listens.
        if (_isTls && !File.Exists(CaFile)) return false;
        _http ??= EngineClient.Connect(Address, _isTls ? CaFile : null);
        try
        {
            return (await Client.GetAsync("/health/ready")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private async Task<int> EndAsync()
    {
        using var process = Running;
        _process = null;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill();
            throw new TimeoutException($"The engine did not end within {Patience.TotalSeconds:0} s: {Output}", exception);
        }

        return process.ExitCode;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }
}
