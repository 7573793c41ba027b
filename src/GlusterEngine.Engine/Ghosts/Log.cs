using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Ghosts;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Cluster {Cluster} was not looked at for ghosts: {Problem}")]
    public static partial void NotLooked(ILogger logger, string cluster, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cure of ghosts of volume {Volume}: {Text}")]
    public static partial void CureEnded(ILogger logger, string volume, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} cures of ghosts in cluster {ClusterId} were given up with their engine.")]
    public static partial void CuresAbandoned(ILogger logger, int count, Guid clusterId);
}
