using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Data.Jobs;

/// <summary>A step, and what is known of the gluster task behind it; null for a step that is none.</summary>
public sealed record StepWithTask(Step Step, StepTask? Task);
