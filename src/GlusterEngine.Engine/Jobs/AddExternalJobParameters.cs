namespace GlusterEngine.Engine.Jobs;

/// <summary>Parameters of <see cref="AddExternalJobCommand"/>.</summary>
/// <param name="Description">What the client does.</param>
/// <param name="IsAutoCleared">Whether retention may delete the job without being told to.</param>
public sealed record AddExternalJobParameters(string? Description, bool IsAutoCleared);
