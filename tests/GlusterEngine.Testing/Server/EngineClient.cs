using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GlusterEngine.Testing.Server;

/// <summary>A client of the REST API. Immutable: <see cref="As"/>, <see cref="Speaking"/> and <see cref="At"/> give another one.</summary>
public sealed class EngineClient(HttpClient http)
{
    public const string Xml = "application/xml";
    public const string Json = "application/json";

    /// <summary>Base path of the API.</summary>
    public string Base { get; private init; } = "/ovirt-engine/api";

    /// <summary>Who asks; null for nobody.</summary>
    public AuthenticationHeaderValue? Authorization { get; private init; } = Basic("admin@internal", EngineSettings.Password);

    /// <summary>Media type of bodies in both directions.</summary>
    public string Media { get; private init; } = Xml;

    /// <summary>What the engine printed, which an answer shows that says the engine failed; null where only the engine's process knows.</summary>
    internal Func<string>? Output { get; init; }

    public EngineClient As(AuthenticationHeaderValue? authorization) => new(http) { Base = Base, Authorization = authorization, Media = Media, Output = Output };

    public EngineClient Speaking(string media) => new(http) { Base = Base, Authorization = Authorization, Media = media, Output = Output };

    public EngineClient At(string @base) => new(http) { Base = @base, Authorization = Authorization, Media = Media, Output = Output };

    /// <summary>Log-in for HTTP Basic.</summary>
    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>A connection to an engine that gives up late and follows no redirects, as oVirt's SDKs.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="caFile">The only CA that is trusted; null for those of the machine.</param>
    public static HttpClient Connect(Uri address, string? caFile = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (caFile is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509Certificate2.CreateFromPem(File.ReadAllText(caFile)) },
            };
        }

        return new(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Task<EngineAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<EngineAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<EngineAnswer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>Sends a request.</summary>
    /// <param name="method">Method.</param>
    /// <param name="path">Below <see cref="Base"/>; whole when it begins with that or with another root of the server, such as <c>/health</c>.</param>
    /// <param name="body">Body of type <see cref="Media"/>; null for none.</param>
    /// <param name="change">Changes the request at last.</param>
    public async Task<EngineAnswer> SendAsync(HttpMethod method, string path, string? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(IsWhole(path) ? path : Base + path, UriKind.Relative));
        request.Headers.Authorization = Authorization;
        request.Headers.TryAddWithoutValidation("Accept", Media);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new(Media);
        }

        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        var answer = await EngineAnswer.ReadAsync(response);
        return answer.Code < 500 || Output is null ? answer : answer with { Output = Output() };
    }

    private bool IsWhole(string path) => path.StartsWith(Base + "/", StringComparison.Ordinal)
        || path.StartsWith("/ovirt-engine", StringComparison.Ordinal)
        || path.StartsWith("/api", StringComparison.Ordinal)
        || path.StartsWith("/health", StringComparison.Ordinal)
        || path.StartsWith("/swagger", StringComparison.Ordinal)
        || path == "/ca.crt";
}
