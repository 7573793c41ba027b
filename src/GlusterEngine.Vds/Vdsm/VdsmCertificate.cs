using GlusterEngine.Vds.Vdsm.Tls;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>How the certificate stands by which VDSM knows the engine.</summary>
/// <param name="EndsAt">When it ends, or ended; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be used, for people; null when it can.</param>
public sealed record VdsmCertificate(DateTimeOffset? EndsAt, string? Problem)
{
    /// <summary>Reads the files as they are now.</summary>
    /// <param name="options">Which they are.</param>
    /// <param name="now">The time that a certificate must be valid at.</param>
    /// <returns>Null where the transport is switched off.</returns>
    public static VdsmCertificate? Look(VdsmOptions options, DateTimeOffset now)
    {
        if (!options.IsConfigured) return null;
        try
        {
            using var credentials = VdsmCredentials.Load(options);
            return new(credentials.EndsAt, credentials.WhyNotAt(now));
        }
        catch (VdsmCredentialsException unusable)
        {
            return new(EndsAt: null, unusable.Message);
        }
    }
}
