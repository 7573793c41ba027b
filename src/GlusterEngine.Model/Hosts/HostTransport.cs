namespace GlusterEngine.Model.Hosts;

/// <summary>How the engine reaches the gluster of a host.</summary>
public enum HostTransport
{
    /// <summary>The <c>gluster</c> command line of this machine, with a glusterd socket of its own per host when one is given.</summary>
    Cli,

    /// <summary>The <c>gluster</c> command line of another machine, by the OpenSSH client of this one.</summary>
    Ssh,

    /// <summary>A model in memory: demos and scale tests.</summary>
    Simulated,

    /// <summary>VDSM on the host: JSON-RPC over STOMP over TLS.</summary>
    Vdsm,
}
