using System.Globalization;

namespace GlusterEngine.Vds.Ssh;

/// <summary>What <c>glusterengine-ssh-guard</c> prints of its own. Pure.</summary>
internal static class GuardAnswer
{
    /// <summary>The line after which a request begins as soon as the engine says so.</summary>
    public const string Ready = $"{SshRequest.Protocol} ready";

    private const string Refused = $"{SshRequest.Protocol} refused ";
    private const string Ended = $"\n{SshRequest.Protocol} ended ";

    /// <summary>Why the guard refused a request; null when the line says something else.</summary>
    public static string? WhyRefused(string line) => line.StartsWith(Refused, StringComparison.Ordinal) ? line[Refused.Length..] : null;

    /// <summary>Output and exit code of what was run; null when its end was not heard of.</summary>
    public static (string Output, int Code)? ReadEnd(string output) =>
        output.LastIndexOf(Ended, StringComparison.Ordinal) is >= 0 and var mark
        && output.EndsWith('\n')
        && int.TryParse(output.AsSpan(mark + Ended.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? (output[..mark], code)
            : null;
}
