using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Hosts;

/// <summary>Extension: a connection to a host that is wanted, as the engine that answers has it. Its id is the connection id.</summary>
[WireType("connection", Plural = "connections")]
public sealed record ConnectionResource : IdentifiedResource
{
    /// <summary>Connection id; input may choose it, a UUID.</summary>
    [WireMember("cid")]
    public string? Cid { get; init; }

    /// <summary>Whether it lives, as of the last sign.</summary>
    [WireMember("connected")]
    public bool? Connected { get; init; }

    /// <summary>Why it failed last, also after it came back.</summary>
    [WireMember("last_error")]
    public ConnectionErrorResource? LastError { get; init; }

    /// <summary>Whether the engine keeps it alive now: not while the host is in maintenance, nor for a transport without connections.</summary>
    [WireMember("managed")]
    public bool? Managed { get; init; }

    /// <summary>Whether it is the engine's own.</summary>
    [WireMember("own")]
    public bool? Own { get; init; }

    /// <summary>How long the last sign of life took there and back, milliseconds.</summary>
    [WireMember("round_trip")]
    public decimal? RoundTrip { get; init; }

    /// <summary>Since when it is connected, or not.</summary>
    [WireMember("since")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Where to, such as <c>ssh://root@gluster1</c> or <c>cli:/var/run/glusterd.socket</c>.</summary>
    [WireMember("uri")]
    public string? Uri { get; init; }

    /// <summary>The host.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }
}
