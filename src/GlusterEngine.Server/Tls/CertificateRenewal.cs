namespace GlusterEngine.Server.Tls;

/// <summary>Looks every hour whether the certificate ends soon or its file changed. New connections get the new one.</summary>
internal sealed class CertificateRenewal(ServerCertificates certificates, TimeProvider time, ILogger<CertificateRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await RenewAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The engine stops, or did not start at all.
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        try
        {
            if (await certificates.RefreshAsync(stopping)) Log.CertificateRenewed(logger, certificates.Current.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (exception is CertificateException or IOException or UnauthorizedAccessException)
        {
            Log.CertificateNotRenewed(logger, exception.Message);
        }
    }
}
