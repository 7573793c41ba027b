using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Who holds a volume's lock, for refusals.</summary>
public sealed record LeaseHolder(Guid JobId, Guid StepId, string JobDescription, TaskOperation? Intent);
