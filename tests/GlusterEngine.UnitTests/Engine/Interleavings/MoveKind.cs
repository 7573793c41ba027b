namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>What may happen, in any order.</summary>
internal enum MoveKind
{
    /// <summary>Users ask the engine; the intent is written, gluster has not been asked.</summary>
    AskRebalance,
    AskMigration,
    AskStop,
    AskCommit,
    AskForce,

    /// <summary>The engine asks gluster for what is pending on the volume, and the answer comes or is lost.</summary>
    Answer,

    /// <summary>The engine dies before or after it asked.</summary>
    Die,

    /// <summary>What gluster was asked and did not answer takes effect late.</summary>
    TakeEffect,

    /// <summary>A look at gluster; it is written down later.</summary>
    Look,
    WriteLook,

    /// <summary>The inventory sees bricks and volumes as they are.</summary>
    Inventory,
    CliRebalance,
    CliMigration,
    CliStop,
    CliCommit,
    CliForce,
    CliDelete,

    /// <summary>A node gets on with its task.</summary>
    Work,
    DaemonDies,
    NodeDown,
    NodeUp,
    Lock,
    Unlock,
    Wait,
}
