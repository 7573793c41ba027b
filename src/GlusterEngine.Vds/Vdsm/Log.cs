using GlusterEngine.Vds.Vdsm.Connection;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Vds.Vdsm;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "VDSM at {Endpoint} is connected.")]
    public static partial void Connected(this ILogger logger, VdsmEndpoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "VDSM at {Endpoint} could not be reached for the {Failures}. time in a row: {Reason}. The next try is in {Pause} at the earliest.")]
    public static partial void ConnectFailed(this ILogger logger, VdsmEndpoint endpoint, int failures, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connecting to VDSM at {Endpoint} failed in a way that was not foreseen.")]
    public static partial void ConnectBroke(this ILogger logger, Exception exception, VdsmEndpoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to VDSM at {Endpoint} is lost: {Reason}.")]
    public static partial void ConnectionLost(this ILogger logger, VdsmEndpoint endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "VDSM at {Endpoint} sent the error '{Text}'.")]
    public static partial void ErrorFrame(this ILogger logger, VdsmEndpoint endpoint, string text);

    [LoggerMessage(Level = LogLevel.Debug, Message = "VDSM at {Endpoint} sent a message that answers no call: {Why}.")]
    public static partial void StrayMessage(this ILogger logger, VdsmEndpoint endpoint, string why);
}
