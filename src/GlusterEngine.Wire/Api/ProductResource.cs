using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Api;

/// <summary>The product behind the API: <c>product_info</c>.</summary>
public sealed record ProductResource
{
    /// <summary>Id of this installation.</summary>
    [WireMember("instance_id")]
    public string? InstanceId { get; init; }

    /// <summary>Name of the product.</summary>
    [WireMember("name")]
    public string? Name { get; init; }

    /// <summary>Who makes it.</summary>
    [WireMember("vendor")]
    public string? Vendor { get; init; }

    /// <summary>Version of the API that clients may rely on.</summary>
    [WireMember("version")]
    public VersionResource? Version { get; init; }
}
