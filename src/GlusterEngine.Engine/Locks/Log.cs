using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's sign of life could not be written; the database does not answer.")]
    public static partial void BeatFailed(ILogger logger, Exception exception);
}
