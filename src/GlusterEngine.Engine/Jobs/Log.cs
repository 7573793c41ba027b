using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Jobs;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Adopted task {TaskId} on volume {Volume}, seen by host {Host}, as job {JobId}.")]
    public static partial void TaskAdopted(ILogger logger, Guid taskId, string volume, string host, Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} jobs that were kept long enough.")]
    public static partial void JobsDeleted(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The clean-up of jobs failed; the next run tries again.")]
    public static partial void CleanupFailed(ILogger logger, Exception exception);
}
