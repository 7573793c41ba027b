namespace GlusterEngine.Engine.Hosts;

/// <summary>Parameters of <see cref="ImportHostsCommand"/>.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="Chosen">The peers to add; none = only tell which there are.</param>
public sealed record ImportHostsParameters(Guid ClusterId, IReadOnlyList<ChosenPeer> Chosen);
