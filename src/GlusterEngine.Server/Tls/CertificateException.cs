namespace GlusterEngine.Server.Tls;

/// <summary>A certificate or key cannot be read, made or used; the text says which and what to do.</summary>
public sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);
