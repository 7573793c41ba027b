using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Hooks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The hooks of host {Host} could not be listed: {Problem}")]
    public static partial void HooksNotListed(ILogger logger, string host, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The look at the hooks of cluster {ClusterId} failed; the next run tries again.")]
    public static partial void SyncFailed(ILogger logger, Exception exception, Guid clusterId);
}
