namespace GlusterEngine.Vds.Fencing;

/// <summary>What became of a verb behind a fence.</summary>
/// <param name="Reply">What became of the verb.</param>
/// <param name="State">What became of the generation.</param>
/// <param name="Value">What the generation was last seen to be; null when that is unknown.</param>
public sealed record FencedReply<TReply>(VdsReply<TReply> Reply, FenceState State, long? Value);
