using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Virtualization;

/// <summary>What happens to the virtual machines of a host that fails; this server runs none.</summary>
public sealed record ErrorHandlingResource
{
    /// <summary>Always <c>do_not_migrate</c>, and input takes nothing else.</summary>
    [WireMember("on_error")]
    [WireValues("do_not_migrate", "migrate", "migrate_highly_available")]
    public string? OnError { get; init; }
}
