using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Locks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine's sign of life could not be written; the database does not answer.")]
    public static partial void BeatFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of volume {Volume} was released, but its generation was not moved on in gluster ({Problem}): a command that is still on its way to a host may do its work there.")]
    public static partial void GenerationLeft(ILogger logger, string volume, string problem);
}
