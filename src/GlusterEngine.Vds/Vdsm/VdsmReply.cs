using GlusterEngine.Vds.Vdsm.JsonRpc;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>What VDSM's answer to a call means for the verb. Pure.</summary>
internal static class VdsmReply
{
    // The numbers of heal info, which are the system's (spec/vdsm.md 5.3).
    private const int NoSuchVolume = 2;
    private const int NotConnected = 107;

    /// <summary>The reply to a call that VDSM answered with an error; null when VDSM lost gluster's words, so that only a look can tell.</summary>
    public static VdsReply<TReply>? OfError<TReply>(VdsVerb<TReply> verb, JsonRpcError error)
    {
        switch (error.Code)
        {
            case VdsmErrorCode.NoSuchMethod:
                return new VdsReply<TReply>.Unreachable($"This VDSM does not know {verb.Name}; is its gluster package installed? It said: {error.Message}");
            case VdsmErrorCode.NotReady:
                return new VdsReply<TReply>.Unreachable($"VDSM is starting and not ready for {verb.Name}{Later(verb)}. It said: {error.Message}");
            case VdsmErrorCode.Busy:
                return new VdsReply<TReply>.Unreachable($"VDSM has too many calls waiting for {verb.Name}{Later(verb)}. It said: {error.Message}");
            case VdsmErrorCode.UnreadableReply or VdsmErrorCode.TimedOut:
                return new VdsReply<TReply>.Unknown(Text(verb, error));
            case < VdsmErrorCode.FirstOfGluster or > VdsmErrorCode.LastOfGluster:
                // What went wrong inside VDSM may have done so before or after it asked gluster.
                return new VdsReply<TReply>.Unknown(Text(verb, error));
        }

        var failure = VdsmFailure.Of(error);
        if (failure.Text is not { } text) return null;
        if (error.Code == VdsmErrorCode.CommandFailed && failure.Number == NotConnected) return new VdsReply<TReply>.Unreachable(text);
        if (!verb.IsIdempotent && GlusterErrorClassifier.MayHaveHappened(text)) return new VdsReply<TReply>.Unknown($"gluster failed half-way in {verb.Name} ({failure.Number}): {text}");
        return new VdsReply<TReply>.Refused(new(-1, failure.Number, text, MeaningOf(error.Code, failure.Number, text)));
    }

    /// <summary>The reply to a call that was answered by no word of gluster, after a look that showed nothing that explains it.</summary>
    public static VdsReply<TReply> Unexplained<TReply>(VdsVerb<TReply> verb, JsonRpcError error) => new VdsReply<TReply>.Unknown(
        $"gluster failed in {verb.Name}, VDSM does not tell why, and the volume does not show it. VDSM said: {error.Message}");

    /// <summary>The next look comes by itself; a change is its caller's to say again, which is safe since nothing has happened.</summary>
    private static string Later<TReply>(VdsVerb<TReply> verb) => verb.Deadline == VdsDeadline.Change ? ", so nothing has happened: try again in a moment" : "; it is asked again later";

    private static string Text<TReply>(VdsVerb<TReply> verb, JsonRpcError error) => $"VDSM failed in {verb.Name} ({error.Code}): {error.Message}";

    private static GlusterErrorMeaning MeaningOf(int code, int number, string text) => GlusterErrorClassifier.Classify(number, text) is not GlusterErrorMeaning.Other and var meaning
        ? meaning
        : (code, number) switch
        {
            (VdsmErrorCode.CommandFailed, NoSuchVolume) or (VdsmErrorCode.VolumeNotFound, _) => GlusterErrorMeaning.VolumeNotFound,
            (VdsmErrorCode.RebalanceAlreadyStarted, _) => GlusterErrorMeaning.AlreadyStarted,
            (VdsmErrorCode.RebalanceAlreadyStopped, _) => GlusterErrorMeaning.TaskNotFound,
            (VdsmErrorCode.VolumeAlreadyStopped, _) => GlusterErrorMeaning.VolumeNotStarted,
            (VdsmErrorCode.SyntaxError or VdsmErrorCode.MissingArgument, _) => GlusterErrorMeaning.BadArguments,
            (VdsmErrorCode.BrickNotFound, _) => GlusterErrorMeaning.WrongBricks,
            (VdsmErrorCode.HookNotFound, _) => GlusterErrorMeaning.HookNotFound,
            (VdsmErrorCode.HookExists, _) => GlusterErrorMeaning.HookExists,
            (VdsmErrorCode.HostInUse, _) => GlusterErrorMeaning.PeerHoldsBricks,
            _ => GlusterErrorMeaning.Other,
        };
}
