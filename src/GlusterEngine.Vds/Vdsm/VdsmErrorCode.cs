namespace GlusterEngine.Vds.Vdsm;

/// <summary>Codes of VDSM that mean more than "the verb failed" (spec/vdsm.md 1.9, 5.4).</summary>
internal static class VdsmErrorCode
{
    /// <summary>The method does not exist, or gluster support is not installed there.</summary>
    public const int NoSuchMethod = -32601;

    /// <summary>VDSM is starting or recovers: every verb says so until it is ready.</summary>
    public const int NotReady = 99;

    /// <summary>The queue of requests is full.</summary>
    public const int Busy = 1100;

    /// <summary>The first code about gluster.</summary>
    public const int FirstOfGluster = 4100;

    /// <summary>Gluster was told something it does not understand.</summary>
    public const int SyntaxError = 4103;

    /// <summary>A parameter is missing.</summary>
    public const int MissingArgument = 4104;

    /// <summary>A command failed; <c>heal info</c> has gluster's whole document in its words.</summary>
    public const int CommandFailed = 4105;

    /// <summary>Gluster printed something that VDSM could not read.</summary>
    public const int UnreadableReply = 4106;

    /// <summary>Gluster did not answer VDSM in time.</summary>
    public const int TimedOut = 4108;

    /// <summary>No such volume. Like the five below declared by VDSM, and not raised by the version that was looked at.</summary>
    public const int VolumeNotFound = 4123;

    /// <summary>The volume is stopped.</summary>
    public const int VolumeAlreadyStopped = 4126;

    /// <summary>The volume has no such brick.</summary>
    public const int BrickNotFound = 4132;

    /// <summary>A rebalance runs.</summary>
    public const int RebalanceAlreadyStarted = 4134;

    /// <summary>No rebalance runs.</summary>
    public const int RebalanceAlreadyStopped = 4136;

    /// <summary>The host holds bricks.</summary>
    public const int HostInUse = 4405;

    /// <summary>The host has no such hook.</summary>
    public const int HookNotFound = 4504;

    /// <summary>The host has a hook of that name.</summary>
    public const int HookExists = 4507;

    /// <summary>The last code about gluster.</summary>
    public const int LastOfGluster = 4799;
}
