using GlusterEngine.Vds.Connections;

namespace GlusterEngine.Vds.Ssh;

/// <summary>What the OpenSSH client, or the host's shell, said before it ended. Pure.</summary>
internal static class SshFailure
{
    /// <summary>Reads it.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="guard">Where the guard should be on the host.</param>
    /// <param name="error">Standard error of the client.</param>
    public static ConnectionFailure Read(SshTarget target, string guard, string error)
    {
        var said = string.Join(' ', error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(static line => !line.StartsWith('@')));
        // Where no version was exchanged with the target this is the word of the client that speaks to the jump host, and the target was not reached.
        if (Says("Host key verification failed") && !Says("kex_exchange_identification"))
        {
            return new(ConnectionFailureCode.HostKeyChanged,
                $"{target.Uri} does not show its pinned key {target.HostKey?.Fingerprint}: it was installed anew, or somebody else answers there. Nothing is said to it until that is settled.");
        }

        if (Says("Permission denied (") || IsOfTooManyKeys(said))
            return new(ConnectionFailureCode.AuthenticationFailed, $"{target.Uri} does not let the engine in: put the engine's public key into authorized_keys there. It said: {said}");
        if (Says("sudo:"))
            return new(ConnectionFailureCode.SudoRefused, $"{target.Uri} does not let the engine's account run {guard} by sudo: allow it with NOPASSWD. It said: {said}");
        if (Says(guard)) return new(ConnectionFailureCode.GuardMissing, $"{target.Uri} cannot run {guard}: install it there. It said: {said}");
        return new(ConnectionFailureCode.Unreachable, $"{target.Uri} cannot be reached: {(said.Length > 0 ? said : "the connection ended without a word.")}");

        bool Says(string words) => said.Contains(words, StringComparison.Ordinal);
    }

    /// <summary>Whether the host heard too many keys before one that it lets in.</summary>
    public static bool IsOfTooManyKeys(string said) => said.Contains("Too many authentication failures", StringComparison.Ordinal);

    /// <summary>As much of an answer as it takes to see what it is.</summary>
    public static string Short(string answer) => answer.Length > 100 ? answer[..100] : answer;
}
