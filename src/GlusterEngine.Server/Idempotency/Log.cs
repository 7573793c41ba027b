namespace GlusterEngine.Server.Idempotency;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to the request with Idempotency-Key {Key} could not be kept: {Problem}")]
    public static partial void AnswerNotKept(ILogger logger, string key, string problem);
}
