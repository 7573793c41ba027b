namespace GlusterEngine.Testing.Contract;

/// <summary>What a scenario of the contract needs of a volume.</summary>
public enum ContractVolume
{
    /// <summary>Started, a brick on each of three nodes.</summary>
    Spread,

    /// <summary>The same, and a rebalance of it moves files for 10 s at least.</summary>
    Unbalanced,

    /// <summary>Started, a single brick.</summary>
    SingleBrick,

    /// <summary>A brick on each of three nodes, not started.</summary>
    Stopped,

    /// <summary>Started, three copies of each file, one on each of three nodes.</summary>
    Replicated,
}
