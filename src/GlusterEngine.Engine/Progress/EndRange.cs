namespace GlusterEngine.Engine.Progress;

/// <summary>When a task ends: not before the earliest, most likely near the likely, hardly after the latest moment.</summary>
public sealed record EndRange(DateTimeOffset Earliest, DateTimeOffset Likely, DateTimeOffset Latest);
