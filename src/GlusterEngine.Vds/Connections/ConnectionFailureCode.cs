namespace GlusterEngine.Vds.Connections;

/// <summary>Why a connection to a host cannot be used.</summary>
public enum ConnectionFailureCode
{
    /// <summary>Nobody answers there, or the connection broke.</summary>
    Unreachable,

    /// <summary>Who answers shows another key than the pinned one.</summary>
    HostKeyChanged,

    /// <summary>No key of the host is pinned yet.</summary>
    HostKeyUnknown,

    /// <summary>The host does not let the engine in.</summary>
    AuthenticationFailed,

    /// <summary>The account may not run the guard by sudo.</summary>
    SudoRefused,

    /// <summary>The guard is not installed there.</summary>
    GuardMissing,

    /// <summary>The guard refuses the request: it is of another version, or does not know the command.</summary>
    Refused,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>A program that the transport needs on this machine cannot be started.</summary>
    NoClient,

    /// <summary>The engine's own certificate for the transport cannot be used.</summary>
    NoCertificate,

    /// <summary>Who answers shows a certificate that is not trusted.</summary>
    HostUntrusted,

    /// <summary>The host answers, and is not ready for anything yet.</summary>
    NotReady,
}
