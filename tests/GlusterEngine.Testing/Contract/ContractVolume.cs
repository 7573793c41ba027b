namespace GlusterEngine.Testing.Contract;

/// <summary>What a scenario of the contract needs of a volume.</summary>
public enum ContractVolume
{
    /// <summary>Started, a brick on each of three nodes, with files to move.</summary>
    Spread,

    /// <summary>Started, a single brick.</summary>
    SingleBrick,

    /// <summary>A brick on each of three nodes, not started.</summary>
    Stopped,
}
