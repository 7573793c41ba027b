namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>What came is not STOMP 1.2, or more than is allowed. Nothing that follows on that connection can be read.</summary>
internal sealed class StompException(string message) : FormatException(message);
