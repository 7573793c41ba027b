using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GlusterEngine.Vds.Vdsm.Tls;

/// <summary>Why a host's certificate is not trusted. Pure.</summary>
internal static class PeerCertificate
{
    /// <summary>The reason, for people; null when there is none.</summary>
    /// <param name="errors">What .NET found, with the configured authorities alone trusted.</param>
    /// <param name="status">The states of the chain.</param>
    /// <param name="certificate">The certificate; null when the host showed none.</param>
    /// <param name="verifyHostName">Whether it must name the host.</param>
    public static string? WhyNot(SslPolicyErrors errors, IEnumerable<X509ChainStatusFlags> status, X509Certificate2? certificate, bool verifyHostName)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return "it showed no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var flags = status.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one);
            if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
                return $"its certificate, or its authority's, is valid at another time ({certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd})";
            return (flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError
                ? "its certificate is not signed by an authority of Vdsm:AuthorityFile"
                : $"its certificate is not valid ({flags})";
        }

        return verifyHostName && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is for {certificate.Subject} and does not name the address of the host"
            : null;
    }
}
