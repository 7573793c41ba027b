using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Bricks;

/// <summary>A client that is connected to a brick.</summary>
[WireType("gluster_client", Plural = "gluster_clients")]
public sealed record GlusterClientResource
{
    /// <summary>Bytes the brick got from it.</summary>
    [WireMember("bytes_read")]
    public long? BytesRead { get; init; }

    /// <summary>Bytes the brick sent to it.</summary>
    [WireMember("bytes_written")]
    public long? BytesWritten { get; init; }

    /// <summary>Its TCP port.</summary>
    [WireMember("client_port")]
    public int? ClientPort { get; init; }

    /// <summary>Its host.</summary>
    [WireMember("host_name")]
    public string? HostName { get; init; }
}
