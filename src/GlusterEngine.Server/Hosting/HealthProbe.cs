using System.Net;
using GlusterEngine.Server.Tls;

namespace GlusterEngine.Server.Hosting;

/// <summary>Asks the engine of this container whether it is ready, for health checks where no other program can.</summary>
internal static class HealthProbe
{
    public static async Task<int> RunAsync()
    {
        var port = Environment.GetEnvironmentVariable("GLUSTERENGINE_PORT") is { Length: > 0 } given ? given : "8080";
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(TlsOptions.Section).Get<TlsOptions>() ?? new();
#pragma warning disable MA0039 // The question never leaves this machine, so there is nobody who could stand in between.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
#pragma warning restore MA0039
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            var answer = await client.GetAsync(new Uri($"{(settings.IsOn ? "https" : "http")}://127.0.0.1:{port}/health/ready"));
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
