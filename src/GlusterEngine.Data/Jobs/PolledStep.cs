using GlusterEngine.Model.Jobs;

namespace GlusterEngine.Data.Jobs;

/// <summary>A step as clients poll it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Task">The gluster task behind it; null for other steps.</param>
public sealed record PolledStep(Step Step, PolledTask? Task);
