using GlusterEngine.Model.Jobs;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Commands;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} on {Target} is not said to gluster: the database could not tell whether the lease is still held.")]
    public static partial void LeaseNotChecked(ILogger logger, Exception exception, ActionType action, string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} of volume {Volume} waits for its turn or its gate, and the database did not take that the wait goes on.")]
    public static partial void IntentNotRenewed(ILogger logger, Exception exception, ActionType action, string volume);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} of volume {Volume} is kept back: its evidence could not be collected.")]
    public static partial void EvidenceNotCollected(ILogger logger, Exception exception, ActionType action, string volume);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Action} asked by {User} was refused: {Reasons}")]
    public static partial void CommandRefused(ILogger logger, ActionType action, string user, string reasons);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Action} on volume {Volume}: written down as job {JobId}, asking gluster.")]
    public static partial void IntentWritten(ILogger logger, ActionType action, string volume, Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Action} on volume {Volume}: gluster accepted it on host {Host}, task {TaskId}.")]
    public static partial void GlusterAccepted(ILogger logger, ActionType action, string volume, string host, Guid? taskId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} on volume {Volume}: gluster refused it on host {Host} with {Errno}: {Text}")]
    public static partial void GlusterRefused(ILogger logger, ActionType action, string volume, string host, int errno, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} on {Target}: host {Host} cannot be asked: {Reason}")]
    public static partial void HostUnreachable(ILogger logger, ActionType action, string target, string host, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} on volume {Volume}: no definite answer from host {Host}: {Reason} The tasks sync will find out.")]
    public static partial void OutcomeUnknown(ILogger logger, ActionType action, string volume, string host, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A command that was written down failed on the way to gluster or back; the looks find out what became of it.")]
    public static partial void CommandFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action}: the database did not tell whether it took the command.")]
    public static partial void CommitNotLookedAt(ILogger logger, Exception exception, ActionType action);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action}: the database took the command, although it said nothing for a while; it is carried out now.")]
    public static partial void CarriedOn(ILogger logger, ActionType action);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action}: the database took the command unheard of, and it failed on the way to gluster; the looks find out what became of it.")]
    public static partial void NotCarriedOn(ILogger logger, Exception exception, ActionType action);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Action} on {Target}: gluster answered, but the answer could not be written; it is tried again.")]
    public static partial void ResultToBeWrittenAgain(ILogger logger, Exception exception, ActionType action, string target);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action} on {Target}: gluster answered, but the database does not take the answer; it is tried every second until it does.")]
    public static partial void ResultNotWritten(ILogger logger, ActionType action, string target);
}
