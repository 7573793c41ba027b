using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What forbids to log in to a host as it is described, or to accept its key. Pure.</summary>
internal static class SshRefusals
{
    private const string FingerprintPrefix = "SHA256:";
    // SHA-256 in base64 without padding.
    private const int FingerprintDigits = 43;
    private const int LongestUser = 64;

    public static IEnumerable<Refusal> Add(AddHostParameters host)
    {
        if (host.Ssh is not { } ssh) yield break;
        if (host.Transport is { } transport and not HostTransport.Ssh)
            yield return Bad($"ssh belongs to transport ssh, not to {transport.ToLowerText()}.");
        if (ssh.Address is { } address && !HostRefusals.IsAddress(address))
            yield return Bad($"ssh.address '{address}' is neither a host name nor an IP address nor an alias.");
        if (ssh.User is { } user && !IsUser(user))
            yield return Bad($"'{user}' is no user name of 1 to {LongestUser} letters, digits, '.', '_' or '-' that does not begin with '-'.");
        if (ssh.Port is < 1 or > 65535)
            yield return Bad($"{ssh.Port} is no port; use a number from 1 to 65535.");
        if (ssh.Fingerprint is { } fingerprint && !IsFingerprint(fingerprint))
            yield return Bad($"'{fingerprint}' is no fingerprint; give it as ssh-keygen -l does, SHA256: and {FingerprintDigits} characters.");
    }

    public static IEnumerable<Refusal> Accept(Host host, string? fingerprint, string? offered)
    {
        if (host.Transport != HostTransport.Ssh)
            yield return new("ACTION_TYPE_FAILED_NO_SSH_HOST", $"Cannot accept SSH key. Host {host.Name} is reached by {host.Transport.ToLowerText()}, not by ssh.", RefusalKind.Conflict);
        else if (offered is null)
            yield return new("ACTION_TYPE_FAILED_NO_OTHER_SSH_KEY", $"Cannot accept SSH key. Host {host.Name} shows no other key than its pinned one.", RefusalKind.Conflict);
        else if (fingerprint != offered)
            yield return new("ACTION_TYPE_FAILED_OTHER_SSH_KEY", $"Cannot accept SSH key. Host {host.Name} shows {offered}, not {fingerprint}: compare it with the host's own, then name that one in ssh.fingerprint.", RefusalKind.Conflict);
    }

    private static Refusal Bad(string text) => new("ACTION_TYPE_FAILED_BAD_SSH", $"Cannot add Host. {text}", RefusalKind.BadParameters);

    // A leading '-' would be read as an option.
    private static bool IsUser(string user) => user.Length <= LongestUser && ObjectName.IsValid(user) && !user.StartsWith('-');

    private static bool IsFingerprint(string text) => text.StartsWith(FingerprintPrefix, StringComparison.Ordinal)
        && text.Length == FingerprintPrefix.Length + FingerprintDigits
        && text.AsSpan(FingerprintPrefix.Length).IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") < 0;
}
