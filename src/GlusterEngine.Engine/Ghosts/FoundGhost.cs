using GlusterEngine.Model.Tasks;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Ghosts;

/// <summary>A task that a host shows and most others do not.</summary>
internal sealed record FoundGhost(string Volume, Guid TaskId, GlusterTaskType TaskType, VdsHost Host);
