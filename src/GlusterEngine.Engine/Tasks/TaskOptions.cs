namespace GlusterEngine.Engine.Tasks;

/// <summary>What a task was started with.</summary>
/// <param name="FixLayout">Fix the layout only.</param>
/// <param name="Force">Move files even to fuller bricks.</param>
public sealed record TaskOptions(bool FixLayout = false, bool Force = false);
