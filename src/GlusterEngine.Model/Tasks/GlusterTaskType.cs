namespace GlusterEngine.Model.Tasks;

/// <summary>Kind of a long gluster task.</summary>
public enum GlusterTaskType
{
    /// <summary>Rebalance or fix-layout.</summary>
    Rebalance,

    /// <summary>Data migration off bricks.</summary>
    RemoveBrick,

    /// <summary>A kind this engine does not know.</summary>
    Unknown,
}
