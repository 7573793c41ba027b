using Microsoft.Extensions.Logging;

namespace GlusterEngine.Vds;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Verb} on {Host} took {Elapsed}: {Outcome}.")]
    public static partial void Called(this ILogger logger, string verb, string host, TimeSpan elapsed, string outcome);
}
