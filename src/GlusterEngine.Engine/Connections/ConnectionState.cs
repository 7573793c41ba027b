using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Engine.Connections;

/// <summary>What became of a connection that this engine keeps.</summary>
/// <param name="Uri">Where to, such as <c>ssh://root@gluster1</c>.</param>
/// <param name="IsConnected">Whether it lives, as of the last sign.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="RoundTrip">How long the last sign of life took; null while not connected.</param>
/// <param name="LastError">Why it failed last, also after it came back; null when it never did.</param>
/// <param name="LastErrorTime">When that was.</param>
public sealed record ConnectionState(
    string Uri, bool IsConnected, DateTimeOffset Since, TimeSpan? RoundTrip, ConnectionFailure? LastError, DateTimeOffset? LastErrorTime)
{
    /// <summary>The state after a look at the connection. Pure.</summary>
    /// <param name="failure">Why it cannot be used; null when it can.</param>
    /// <param name="roundTrip">How long the sign of life took.</param>
    /// <param name="now">When the look was.</param>
    public ConnectionState After(ConnectionFailure? failure, TimeSpan? roundTrip, DateTimeOffset now) => this with
    {
        IsConnected = failure is null,
        Since = IsConnected == failure is null ? Since : now,
        RoundTrip = failure is null ? roundTrip : null,
        LastError = failure ?? LastError,
        LastErrorTime = failure is null ? LastErrorTime : now,
    };
}
