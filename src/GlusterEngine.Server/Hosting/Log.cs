namespace GlusterEngine.Server.Hosting;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer yet: {Problem}")]
    public static partial void DatabaseNotYetThere(ILogger logger, string problem);
}
