using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's sign of life could not be written; the database does not answer.")]
    public static partial void BeatFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A change of volume {Volume} without definite answer cannot happen any more: host {Host} keeps generation {Generation} or a newer one.")]
    public static partial void MovedOn(ILogger logger, string volume, string host, long generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The generation of volume {Volume} could not be moved on by host {Host}, so a change without definite answer stays open: {Reply}")]
    public static partial void NotMovedOn(ILogger logger, string volume, string host, string reply);
}
