namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>The commands that something dies under.</summary>
public enum CrashedCommand
{
    Rebalance,
    StopRebalance,
    Migrate,
    StopMigrate,
    Commit,
    ForceRemove,

    /// <summary>A short change of the volume.</summary>
    SetOption,

    /// <summary>The throttle of a running task, which its client asks for again.</summary>
    Throttle,

    /// <summary>The throttle of a running task that ends before anybody asks again.</summary>
    LastThrottle,
}
