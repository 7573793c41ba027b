namespace GlusterEngine.Vds.Volumes;

/// <summary>File operations of one kind.</summary>
/// <param name="Name">Such as LOOKUP.</param>
/// <param name="Hits">How many.</param>
/// <param name="Average">Time for one on average, as gluster measures it: nanoseconds.</param>
/// <param name="Shortest">Least time for one.</param>
/// <param name="Longest">Most time for one.</param>
public sealed record OperationCount(string Name, long Hits, double Average, double Shortest, double Longest);
