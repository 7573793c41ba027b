namespace GlusterEngine.Server.Rest;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} was answered with 503: {Problem}")]
    public static partial void DatabaseAway(ILogger logger, string method, string path, string problem);
}
