using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Vds.Vdsm;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Tls;

/// <summary>
/// Looks at the start and every hour at the certificate by which VDSM knows the engine. The engine's own CA renews it in time where it is from there; one from
/// elsewhere is warned of by an event, a month before its end and every week from then on.
/// </summary>
internal sealed class ClientCertificateWatch(
    IOptions<VdsmOptions> vdsm, TlsOptions tls, DataFolder data, IDbContextFactory<EngineDb> databases, TimeProvider time, ILogger<ClientCertificateWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (vdsm.Value.CertificateFile is not { Length: > 0 } file) return;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await RenewAsync(file, stoppingToken);
                await WarnAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The engine stops.
        }
    }

    private async Task RenewAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var folder = new CertificateFolder(Path.Combine(data.Path, "tls"), Dns.GetHostName(), ServerNames.Of(Dns.GetHostName(), tls.Names));
            if (folder.IsOwnClient(file) && await folder.RenewClientAsync(time, cancellationToken)) Log.ClientCertificateRenewed(logger, file);
        }
        catch (Exception exception) when (exception is CertificateException or IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            Log.ClientCertificateNotRenewed(logger, file, exception.Message);
        }
    }

    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (VdsmCertificate.Look(vdsm.Value, now) is not { } certificate || ClientCertificateWarning.Of(certificate, Environment.MachineName, now) is not { } warning) return;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var since = await db.NowAsync(cancellationToken) - BetweenWarnings;
            if (!await db.Events.AnyAsync(e => e.Code == EventCode.VdsmCertificateEnds && e.Description == warning.Description && e.Time > since, cancellationToken))
                await db.AppendEventsAsync([warning], cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or TimeoutException)
        {
            Log.ClientCertificateNotTold(logger, exception, warning.Description);
        }
    }
}
