using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Inventory;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Brick states of volume {Volume} could not be read from host {Host}: {Reply}")]
    public static partial void BricksNotRead(ILogger logger, string volume, string host, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Host {Host} did not list its volumes: {Reply}")]
    public static partial void VolumesNotRead(ILogger logger, string host, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was found about the inventory of cluster {Cluster} is not written: a look that began later was written before it.")]
    public static partial void LookIsOld(ILogger logger, string cluster);

    [LoggerMessage(Level = LogLevel.Error, Message = "The inventory sync of cluster {ClusterId} failed; the next run tries again.")]
    public static partial void SyncFailed(ILogger logger, Exception exception, Guid clusterId);
}
