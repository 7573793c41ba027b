using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>A look at gluster right before bricks are removed by force that came to nothing. Nothing was changed yet, so each of its ends is definite. Pure.</summary>
internal static class LastLook
{
    /// <param name="looked">What became of the look; no answer.</param>
    /// <param name="what">What could not be read, as the beginning of a sentence.</param>
    public static VdsReply<TaskReport> Failed<TReply>(VdsReply<TReply> looked, string what) => looked switch
    {
        VdsReply<TReply>.Refused refused => new VdsReply<TaskReport>.Refused(refused.Error),
        VdsReply<TReply>.Unreachable unreachable => new VdsReply<TaskReport>.Unreachable($"{what} could not be read: {unreachable.Reason}"),
        // The next host is not asked: it mostly is a node that all of them wait for, and each question that hangs locks the volume anew.
        VdsReply<TReply>.Unknown unknown => new VdsReply<TaskReport>.Refused(new(
            -1, 0, $"{what} could not be read: {unknown.Reason} Nothing was changed. A question that hangs locks the volume for minutes: see that glusterd answers on all nodes, then ask again.", GlusterErrorMeaning.LookHung)),
        _ => throw new InvalidOperationException("The look was answered."),
    };
}
