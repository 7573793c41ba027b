using System.Globalization;
using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Server.Tls;

/// <summary>What is told of the certificate by which VDSM knows the engine. Pure.</summary>
internal static class ClientCertificateWarning
{
    private static readonly TimeSpan SaidBefore = TimeSpan.FromDays(30);

    /// <summary>The event; null while all is well.</summary>
    /// <param name="certificate">How it stands.</param>
    /// <param name="machine">Where the engine runs.</param>
    /// <param name="now">The time.</param>
    public static EventDraft? Of(VdsmCertificate certificate, string machine, DateTimeOffset now)
    {
        if (certificate.Problem is { } problem)
        {
            return new(EventCode.VdsmCertificateEnds, EventSeverity.Error,
                $"The engine on {machine} cannot speak to hosts with transport vdsm: {problem}");
        }

        return certificate.EndsAt - now > SaidBefore ? null : new(EventCode.VdsmCertificateEnds, EventSeverity.Warning, string.Create(
            CultureInfo.InvariantCulture,
            $"The certificate by which VDSM knows the engine on {machine} ends on {certificate.EndsAt:yyyy-MM-dd}; after that no host with transport vdsm is reached. Put a new one in its place: it is read without a restart."));
    }
}
