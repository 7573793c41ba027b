namespace GlusterEngine.Vds.Vdsm.Tls;

/// <summary>A file with a certificate, key or password cannot be used.</summary>
internal sealed class VdsmCredentialsException(string message) : Exception(message);
