using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Ssh;

namespace GlusterEngine.Engine.Hosts;

/// <summary>The keys of a host in texts. Pure.</summary>
internal static class HostKeyWords
{
    /// <summary>Fingerprint of a stored key; null when there is none.</summary>
    public static string? FingerprintOf(string? key) => SshHostKey.TryParse(key, out var parsed) ? parsed.Fingerprint : null;

    /// <summary>Why nothing is said to a host; null when its key is the right one, or none was seen.</summary>
    public static string? WhyUntrusted(Host host) => FingerprintOf(host.SshOfferedKey) is { } offered
        ? $"It shows the ssh key {offered} instead of {host.SshFingerprint}: it was installed anew, or somebody else answers there. Nothing is said to it. Compare the key with the host's own; if it is right, POST acceptsshkey with it."
        : null;
}
