namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>How far a command on a task had come when something died.</summary>
public enum CrashPoint
{
    /// <summary>Its first transaction was open.</summary>
    BeforeTheIntent,

    /// <summary>Its intent was committed; gluster was not asked for the change.</summary>
    AfterTheIntent,

    /// <summary>Its command line was on its way to gluster.</summary>
    VerbSent,

    /// <summary>Gluster had done it; the reply was not read.</summary>
    VerbAccepted,

    /// <summary>Its result was committed.</summary>
    ResultWritten,
}
