namespace GlusterEngine.Vds.Simulated;

/// <summary>Which command started a task.</summary>
internal enum SimulatedTaskKind
{
    Rebalance,
    FixLayout,
    RemoveBrick,
}
