using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What an import came to.</summary>
/// <param name="Added">Hosts that were added.</param>
/// <param name="Candidates">Peers that could be, where none was chosen.</param>
public sealed record ImportedHosts(IReadOnlyList<Host> Added, IReadOnlyList<GlusterServer> Candidates);
