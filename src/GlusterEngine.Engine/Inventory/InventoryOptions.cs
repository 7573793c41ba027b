using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Engine.Inventory;

/// <summary>Settings of the inventory sync; section <c>Inventory</c>.</summary>
public sealed class InventoryOptions
{
    /// <summary>Seconds between two looks at hosts, peers and volumes of a cluster, 1 to 3600. Default 15, as in oVirt.</summary>
    [Range(1, 3600)]
    public int LightSeconds { get; set; } = 15;

    /// <summary>Seconds between two looks at brick states and capacity, 10 to 86400. Default 300.</summary>
    [Range(10, 86400)]
    public int HeavySeconds { get; set; } = 300;

    /// <summary>Seconds between two looks at the hooks of hosts, 60 to 86400. Default 7200, as in oVirt; hosts that came up, and changes, are looked at at once.</summary>
    [Range(60, 86400)]
    public int HooksSeconds { get; set; } = 7200;
}
