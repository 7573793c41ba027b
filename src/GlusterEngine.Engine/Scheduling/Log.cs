using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Scheduling;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "An early look at cluster {ClusterId} could not be asked for; the regular one comes anyway.")]
    public static partial void AskSoonFailed(ILogger logger, Exception exception, Guid clusterId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedules of the removed cluster {ClusterId} were left behind; they find nothing to do, and are removed in a few seconds.")]
    public static partial void SchedulesLeft(ILogger logger, Exception exception, Guid clusterId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The schedules of cluster {ClusterId} could not be made; it is tried again in a few seconds.")]
    public static partial void SchedulesNotAdded(ILogger logger, Exception exception, Guid clusterId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether all clusters have their schedules could not be looked at; it is tried again in a few seconds.")]
    public static partial void SchedulesNotEnsured(ILogger logger, Exception exception);
}
