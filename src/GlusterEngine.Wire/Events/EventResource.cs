using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Links;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Wire.Events;

/// <summary>An event (spec/rest.md 6.9).</summary>
[WireType("event", Plural = "events")]
public sealed record EventResource : IdentifiedResource
{
    /// <summary>What happened, by oVirt's numbers.</summary>
    [WireMember("code")]
    public int? Code { get; init; }

    /// <summary>Id that the causing request and its job carry too.</summary>
    [WireMember("correlation_id")]
    public string? CorrelationId { get; init; }

    /// <summary>Data of the client that posted it.</summary>
    [WireMember("custom_data")]
    public string? CustomData { get; init; }

    /// <summary>Number given by the client that posted it; -1 when none did.</summary>
    [WireMember("custom_id")]
    public int? CustomId { get; init; }

    /// <summary>Seconds in which an equal event is not repeated; 30.</summary>
    [WireMember("flood_rate")]
    public int? FloodRate { get; init; }

    /// <summary>Place in the sequence of events; equals the id.</summary>
    [WireMember("index")]
    public long? Index { get; init; }

    /// <summary>Of oVirt: whether the host logs it too. Input takes false only.</summary>
    [WireMember("log_on_host")]
    public bool? LogOnHost { get; init; }

    /// <summary>Who posted it; <c>oVirt</c> for the engine itself.</summary>
    [WireMember("origin")]
    public string? Origin { get; init; }

    /// <summary><c>normal</c>, <c>warning</c>, <c>error</c> or <c>alert</c>.</summary>
    [WireMember("severity")]
    [WireValues("normal", "warning", "error", "alert")]
    public string? Severity { get; init; }

    /// <summary>When it happened.</summary>
    [WireMember("time")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>Cluster it is about.</summary>
    [WireMember("cluster")]
    public ClusterResource? Cluster { get; init; }

    /// <summary>Of oVirt: the data center it is about. There is none, and input that names one is 404.</summary>
    [WireMember("data_center")]
    public ReferenceResource? DataCenter { get; init; }

    /// <summary>Host it is about.</summary>
    [WireMember("host")]
    public HostResource? Host { get; init; }

    /// <summary>Of oVirt: the storage domain it is about. There is none, and input that names one is 404.</summary>
    [WireMember("storage_domain")]
    public ReferenceResource? StorageDomain { get; init; }

    /// <summary>Of oVirt: the template it is about. There is none, and input that names one is 404.</summary>
    [WireMember("template")]
    public ReferenceResource? Template { get; init; }

    /// <summary>Who caused it.</summary>
    [WireMember("user")]
    public UserResource? User { get; init; }

    /// <summary>Of oVirt: the virtual machine it is about. There is none, and input that names one is 404.</summary>
    [WireMember("vm")]
    public ReferenceResource? Vm { get; init; }
}
