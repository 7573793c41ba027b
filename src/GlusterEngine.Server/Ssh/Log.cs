namespace GlusterEngine.Server.Ssh;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    public static partial void NoKey(ILogger logger, string problem);
}
