using System.Net;

namespace GlusterEngine.Server.Hosting;

/// <summary>Asks the engine of this container whether it is ready, for health checks where no other program can.</summary>
internal static class HealthProbe
{
    public static async Task<int> RunAsync()
    {
        var port = Environment.GetEnvironmentVariable("GLUSTERENGINE_PORT") is { Length: > 0 } given ? given : "8080";
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine(exception.Message);
            return 1;
        }
    }
}
