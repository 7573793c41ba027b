using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Tasks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Host {Host} of cluster {Cluster} did not list the tasks: {Reply}")]
    public static partial void HostDidNotList(ILogger logger, string host, string cluster, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The status of volume {Volume} hung on host {Host} and is left alone for a while: {Reply}")]
    public static partial void StatusHung(ILogger logger, string volume, string host, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of the tasks of cluster {Cluster} hung: the glusterd of a node is frozen. It is left alone for a while.")]
    public static partial void ListHung(ILogger logger, string cluster);

    [LoggerMessage(Level = LogLevel.Information, Message = "The status of volume {Volume} could not be read from host {Host} this time: {Reply}")]
    public static partial void StatusFailed(ILogger logger, string volume, string host, string reply);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task on volume {Volume}: {Description}")]
    public static partial void TaskChanged(ILogger logger, string volume, string description);

    [LoggerMessage(Level = LogLevel.Information, Message = "The commit that was ordered with the migration of volume {VolumeId} begins: {Outcome}.")]
    public static partial void AutoCommitted(ILogger logger, Guid volumeId, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was found about the tasks of cluster {Cluster} is not written: a look that began later was written before it.")]
    public static partial void LookIsOld(ILogger logger, string cluster);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gluster took the throttle of volume {Volume}, but the database did not; the inventory finds it.")]
    public static partial void ThrottleNotNoted(ILogger logger, Exception exception, string volume);

    [LoggerMessage(Level = LogLevel.Error, Message = "The tasks sync of cluster {ClusterId} failed; the next run tries again.")]
    public static partial void SyncFailed(ILogger logger, Exception exception, Guid clusterId);
}
