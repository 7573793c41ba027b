using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Tls;

/// <summary>The CA's certificate, where oVirt's clients fetch it before they trust anything. Open to anybody.</summary>
[ApiController]
[AllowAnonymous]
[Tags("Certificates")]
public sealed class PkiController(IServiceProvider services) : ControllerBase
{
    private const string Resource = "ca-certificate";
    private const string Format = "X509-PEM-CA";
    private const string Pem = "application/x-pem-file";
    private const string PemCa = "application/x-x509-ca-cert";

    /// <summary>Gives the CA's certificate in PEM. 404 when there is none.</summary>
    /// <param name="resource">ca-certificate.</param>
    /// <param name="format">X509-PEM-CA or X509-PEM; one text, two media types.</param>
    [HttpGet("/ovirt-engine/services/pki-resource")]
    [ProducesResponseType<string>(200, PemCa, Pem)]
    [ProducesResponseType<string>(400, MediaTypeNames.Text.Plain)]
    [ProducesResponseType<string>(404, MediaTypeNames.Text.Plain)]
    public ContentResult Get(string? resource = null, string? format = null)
    {
        if (resource != Resource || format is not (Format or "X509-PEM" or null))
            return Text(StatusCodes.Status400BadRequest, $"There is resource={Resource} with format={Format} here, nothing else.");
        if (services.GetService<ServerCertificates>() is not { } certificates)
            return Text(StatusCodes.Status404NotFound, "This engine does not use TLS, so there is no CA certificate. Start it with TLS on to get one.");
        return certificates.CaPem is { } pem
            ? Text(StatusCodes.Status200OK, pem, format == "X509-PEM" ? Pem : PemCa)
            : Text(StatusCodes.Status404NotFound, "The certificate of this engine is from its settings, which do not say where its CA is (Tls:CaFile). Ask who runs it.");
    }

    /// <summary>The same where libgovirt and older clients look for it.</summary>
    [HttpGet("/ca.crt")]
    [ProducesResponseType<string>(200, PemCa)]
    [ProducesResponseType<string>(404, MediaTypeNames.Text.Plain)]
    public ContentResult GetOld() => Get(Resource, Format);

    private static ContentResult Text(int status, string text, string type = MediaTypeNames.Text.Plain) => new() { StatusCode = status, Content = text, ContentType = type };
}
