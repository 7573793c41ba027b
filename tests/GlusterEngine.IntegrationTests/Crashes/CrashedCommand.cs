namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>The commands that something dies under.</summary>
public enum CrashedCommand
{
    Rebalance,
    StopRebalance,
    Migrate,
    Commit,
}
