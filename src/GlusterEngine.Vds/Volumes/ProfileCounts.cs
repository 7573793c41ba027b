namespace GlusterEngine.Vds.Volumes;

/// <summary>Counts of a span of time.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="BytesRead">Bytes read.</param>
/// <param name="BytesWritten">Bytes written.</param>
public sealed record ProfileCounts(long Seconds, long BytesRead, long BytesWritten)
{
    /// <summary>Reads and writes by the size of their blocks, those that there were.</summary>
    public IReadOnlyList<BlockCount> Blocks { get; init; } = [];

    /// <summary>File operations by kind, those that there were.</summary>
    public IReadOnlyList<OperationCount> Operations { get; init; } = [];
}
