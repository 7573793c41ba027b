using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GlusterEngine.Testing;
using Npgsql;

namespace GlusterEngine.Benchmarks;

/// <summary>PostgreSQL's own load program, running one script per connection.</summary>
internal sealed partial class Pgbench : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder database;
    private readonly int connections;
    private readonly string folder = TestFolder.Create();

    public Pgbench(string connectionString, IReadOnlyList<string> scripts)
    {
        database = new(connectionString);
        connections = scripts.Count;
        for (var i = 0; i < scripts.Count; i++) File.WriteAllText(Path.Combine(folder, $"{i}.sql"), scripts[i]);
    }

    /// <summary>Scripts per second.</summary>
    /// <param name="protocol">How the statements are sent: <c>simple</c>, pgbench's default, is parsed and planned each time; <c>prepared</c> is not.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<double> RunAsync(string protocol, int seconds, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program(),
        [
            "--no-vacuum", $"--host={database.Host}", $"--username={database.Username}", $"--client={connections}", $"--jobs={Environment.ProcessorCount}",
            $"--time={seconds}", $"--protocol={protocol}", .. Directory.GetFiles(folder).Select(static file => $"--file={file}"), database.Database!,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 && RatePattern().Match(output) is { Success: true } match
            ? double.Parse(match.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {await error}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Program()
    {
        var programs = Environment.GetEnvironmentVariable("Database__PostgresBin") ?? Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        return Path.Combine(programs, "pgbench");
    }

    [GeneratedRegex(@"^tps = (?<rate>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RatePattern();
}
