namespace GlusterEngine.LabTests.Engine;

/// <summary>A job and the step of it that follows a gluster task.</summary>
public sealed record TaskReference(string JobId, string StepId);
