namespace GlusterEngine.Engine.Jobs;

/// <summary>Parameters of <see cref="EndExternalJobCommand"/>.</summary>
/// <param name="JobId">An external job.</param>
/// <param name="Succeeded">How it ended.</param>
/// <param name="Force">Whether its open steps are aborted instead of ending as the job does, and retention may delete it.</param>
public sealed record EndExternalJobParameters(Guid JobId, bool Succeeded, bool Force);
