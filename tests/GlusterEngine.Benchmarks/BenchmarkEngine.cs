using System.Net.Http.Headers;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks;

/// <summary>The server as its users run it: a process of its own, with the settings they have by default.</summary>
internal static class BenchmarkEngine
{
    /// <summary>Starts it over a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="more">Settings of the benchmark.</param>
    public static Task<EngineProcess> StartAsync(BenchmarkDatabase database, params IEnumerable<(string Name, string Value)> more)
    {
        // Tests have shorter times.
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Tasks:IntervalSeconds"] = "5",
            ["Inventory:LightSeconds"] = "15",
            ["Serilog:MinimumLevel"] = "Information",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return EngineProcess.StartAsync(new() { ConnectionString = database.ConnectionString, More = settings });
    }

    /// <summary>A bearer token of admin@internal.</summary>
    public static async Task<AuthenticationHeaderValue> LogInAsync(this EngineClient client)
    {
        var form = $"grant_type=password&username=admin@internal&password={Uri.EscapeDataString(EngineSettings.Password)}&scope=ovirt-app-api";
        var answer = await client.Speaking("application/x-www-form-urlencoded").SendAsync(
            HttpMethod.Post, "/ovirt-engine/sso/oauth/token", form, static request =>
            {
                request.Headers.Accept.Clear();
                request.Headers.Accept.ParseAdd("application/json");
            });
        return new("Bearer", answer.Expect(200).Json["access_token"]!.GetValue<string>());
    }
}
