using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;

namespace GlusterEngine.Engine.Tasks;

/// <summary>
/// A process of a task that was stopped goes on until the file it is moving is moved. Until then gluster takes a start for a second one and refuses it
/// (spec/gluster.md 2.1); asked again a moment later it accepts. Pure.
/// </summary>
internal static class LingeringStop
{
    // Whoever is refused later than that meets another task, or a ghost: asking again would only keep the caller waiting.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Whether a start that was refused is worth being asked again.</summary>
    /// <param name="refusal">What gluster said.</param>
    /// <param name="last">How the volume's last task of the engine ended, and how long ago; null when it had none.</param>
    public static bool MayBeWhy(GlusterErrorMeaning refusal, (JobExecutionStatus Status, TimeSpan Ago)? last) =>
        refusal == GlusterErrorMeaning.AlreadyStarted && last is { Status: JobExecutionStatus.Aborted } stopped && stopped.Ago < Longest;
}
