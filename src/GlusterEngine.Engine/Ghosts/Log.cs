using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Ghosts;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Cluster {Cluster} was not looked at for ghosts: {Problem}")]
    public static partial void NotLooked(ILogger logger, string cluster, string problem);
}
