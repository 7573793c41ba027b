namespace GlusterEngine.Server.Tls;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The server shows a new certificate, valid until {NotAfter:yyyy-MM-dd}.")]
    public static partial void CertificateRenewed(ILogger logger, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Error, Message = "The server's certificate could not be renewed; the present one stays: {Problem}")]
    public static partial void CertificateNotRenewed(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The certificate {File}, by which VDSM knows the engine, was renewed.")]
    public static partial void ClientCertificateRenewed(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The certificate {File}, by which VDSM knows the engine, could not be renewed: {Problem}")]
    public static partial void ClientCertificateNotRenewed(ILogger logger, string file, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database could not take the event '{Text}'; it is tried again in an hour.")]
    public static partial void ClientCertificateNotTold(ILogger logger, Exception exception, string text);
}
