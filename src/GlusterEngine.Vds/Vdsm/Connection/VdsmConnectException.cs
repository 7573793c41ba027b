using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.Vdsm.Connection;

/// <summary>No connection came about; nothing was asked. The message says why.</summary>
internal sealed class VdsmConnectException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure it is.</summary>
    public ConnectionFailureCode Code { get; init; } = ConnectionFailureCode.Unreachable;
}
