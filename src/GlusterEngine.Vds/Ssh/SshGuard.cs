using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.Vds.Ssh;

/// <summary><c>glusterengine-ssh-guard</c>: the one program that the engine's key may run on a host.</summary>
public static class SshGuard
{
    /// <summary>The whole script, as it is to be installed on hosts.</summary>
    public static string Script { get; } = EmbeddedScript.Read("guard.sh")
        .Replace("@fenced.sh@\n", FencedSteps.Script, StringComparison.Ordinal).Replace("@hooks.sh@\n", EmbeddedScript.Read("hooks.sh"), StringComparison.Ordinal)
        .Replace("@scan.sh@\n", EmbeddedScript.Read("scan.sh"), StringComparison.Ordinal);

    /// <summary>The line of <c>authorized_keys</c> that restricts a key to the guard.</summary>
    /// <param name="publicKey">Public half of the engine's key.</param>
    /// <param name="program">Where the guard is on the host.</param>
    public static string AuthorizedKeysLine(string publicKey, string program) => $"restrict,command=\"{program}\" {publicKey}";
}
