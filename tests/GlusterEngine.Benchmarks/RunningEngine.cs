using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using GlusterEngine.Testing;

namespace GlusterEngine.Benchmarks;

/// <summary>The server as its users run it: a process of its own, from the Release build.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private const string Password = "benchmark";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly string folder;

    private RunningEngine(Process process, string folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>A bearer token of admin@internal.</summary>
    public string Token { get; private set; } = "";

    public static async Task<RunningEngine> StartAsync(
        BenchmarkDatabase database, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var data = TestFolder.Create();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GlusterEngine.Server.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__Engine"] = database.ConnectionString,
                ["GLUSTERENGINE_DATA"] = data,
                ["GLUSTERENGINE_PORT"] = "0",
                ["GLUSTERENGINE_ADMIN_PASSWORD"] = Password,
                ["GLUSTERENGINE_DEMO"] = "none",
            },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var server = Process.Start(start)!;
        var address = await ReadAddressAsync(server, cancellationToken).WaitAsync(Patience, cancellationToken);
        _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var engine = new RunningEngine(server, data, address);
        engine.Token = await engine.LogInAsync(cancellationToken);
        return engine;
    }

    /// <summary>A client that is logged in and speaks JSON.</summary>
    public HttpClient CreateClient() => new()
    {
        BaseAddress = new Uri(Address, "/ovirt-engine/api/"),
        DefaultRequestHeaders = { { "Authorization", $"Bearer {Token}" }, { "Accept", "application/json" } },
    };

    public async ValueTask DisposeAsync()
    {
        using var end = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await process.WaitForExitAsync(deadline.Token);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Uri> ReadAddressAsync(Process server, CancellationToken cancellationToken)
    {
        while (await server.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["API", var address]) return new(address);
            Console.WriteLine("    " + line);
        }

        throw new InvalidOperationException("The engine did not start; what it said is above.");
    }

    private async Task<string> LogInAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "password",
            ["username"] = "admin@internal",
            ["password"] = Password,
            ["scope"] = "ovirt-app-api",
        });
        using var answer = await client.PostAsync(new Uri("/ovirt-engine/sso/oauth/token", UriKind.Relative), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
    }
}
