using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GlusterEngine.Server.Tls;

/// <summary>Registration of TLS: all that the server would serve over http it serves over https then, and nothing over http.</summary>
internal static class TlsRegistration
{
    /// <exception cref="CertificateException">There is no certificate to be had.</exception>
    public static async Task AddTlsAsync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(TlsOptions.Section).Get<TlsOptions>() ?? new();
        builder.Services.AddSingleton(options);
        if (!options.IsOn) return;
        var certificates = new ServerCertificates(options, DataFolder.Of(builder.Configuration), TimeProvider.System);
        await certificates.RefreshAsync(CancellationToken.None);
        builder.Services.AddSingleton(certificates);
        builder.Services.AddHostedService<CertificateRenewal>();
        if (builder.Configuration["urls"] is { Length: > 0 } urls) builder.WebHost.UseUrls(urls.Replace("http://", "https://", StringComparison.OrdinalIgnoreCase));
        else MovePorts(builder.Configuration);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                https.ServerCertificateSelector = (_, _) => certificates.Current.TargetCertificate;
                https.OnAuthenticate = (_, handshake) =>
                {
                    // With the certificates between it and its CA, which a selector cannot give.
                    handshake.ServerCertificateSelectionCallback = null;
                    handshake.ServerCertificateContext = certificates.Current;
                };
            });
        });
    }

    /// <summary>Images of .NET say where to listen by numbers of ports.</summary>
    private static void MovePorts(ConfigurationManager configuration)
    {
        configuration["https_ports"] = configuration["http_ports"];
        configuration["http_ports"] = "";
    }
}
