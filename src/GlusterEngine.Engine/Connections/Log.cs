using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Connections;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The connection {Uri} was not kept; it is begun anew.")]
    public static partial void LinkFailed(ILogger logger, Exception exception, string uri);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which connections are wanted could not be read; the ones there are go on.")]
    public static partial void NotRead(ILogger logger, Exception exception);
}
