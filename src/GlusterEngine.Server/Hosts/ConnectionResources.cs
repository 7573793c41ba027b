using GlusterEngine.Engine.Connections;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Hosts;

namespace GlusterEngine.Server.Hosts;

/// <summary>Connections as the API shows them.</summary>
internal static class ConnectionResources
{
    /// <param name="connection">The connection.</param>
    /// <param name="state">How it is; null when it is not kept now.</param>
    /// <param name="uri">Where it leads or would lead; null for a transport without connections.</param>
    /// <param name="hrefs">Links.</param>
    public static ConnectionResource Of(HostConnection connection, ConnectionState? state, string? uri, Hrefs hrefs) => new()
    {
        Id = connection.Cid.ToString(),
        Href = hrefs.Connection(connection.HostId, connection.Cid),
        Cid = connection.Cid.ToString(),
        Connected = state?.IsConnected ?? false,
        LastError = state?.LastError is { } error ? new() { Code = error.Code.ToLowerText(), Detail = error.Text, Time = state.LastErrorTime } : null,
        Managed = state is not null,
        Own = connection.IsOwn,
        RoundTrip = state?.RoundTrip is { } roundTrip ? Math.Round((decimal)roundTrip.TotalMilliseconds, 3) : null,
        Since = state?.Since,
        Uri = state?.Uri ?? uri,
        Host = HostResources.Reference(connection.HostId, hrefs),
    };
}
