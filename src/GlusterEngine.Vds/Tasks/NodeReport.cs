using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Counters of one node; matched by peer uuid, since the name is <c>localhost</c> for whoever answers.</summary>
/// <param name="PeerUuid">The node.</param>
/// <param name="Status">Its status.</param>
/// <param name="Files">Files moved.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="Scanned">Files looked at.</param>
/// <param name="Failed">Files that could not be moved.</param>
/// <param name="Skipped">Files passed over.</param>
/// <param name="RunTime">Seconds.</param>
public sealed record NodeReport(
    Guid PeerUuid, GlusterTaskStatus Status, long Files, long Bytes, long Scanned, long Failed, long Skipped, double RunTime);
