using System.Globalization;

namespace GlusterEngine.Vds.Ssh;

/// <summary>What <c>glusterengine-ssh-guard</c> prints of its own. Pure.</summary>
internal static class GuardAnswer
{
    /// <summary>The line after which a request begins as soon as the engine says so.</summary>
    public const string Ready = $"{SshRequest.Protocol} ready";

    private const string Ended = $"\n{SshRequest.Protocol} ended ";

    /// <summary>Why the guard refused a request; null when the line says something else. A guard of another version refuses whatever it is asked, in lines of that version.</summary>
    public static string? WhyRefused(string line) => line.Split(' ', 4) is ["glusterengine-ssh", _, "refused", var reason] ? reason : null;

    /// <summary>Output and exit code of what was run; null when its end was not heard of.</summary>
    public static (string Output, int Code)? ReadEnd(string output) =>
        output.LastIndexOf(Ended, StringComparison.Ordinal) is >= 0 and var mark
        && output.EndsWith('\n')
        && int.TryParse(output.AsSpan(mark + Ended.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? (output[..mark], code)
            : null;
}
