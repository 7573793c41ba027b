using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Scheduling;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "An early look at cluster {ClusterId} could not be asked for; the regular one comes anyway.")]
    public static partial void AskSoonFailed(ILogger logger, Exception exception, Guid clusterId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedules of the removed cluster {ClusterId} were left behind; they find nothing to do, and go with the next start of an engine.")]
    public static partial void SchedulesLeft(ILogger logger, Exception exception, Guid clusterId);
}
