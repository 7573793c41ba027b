using Microsoft.Extensions.Logging;

namespace GlusterEngine.Data.Migrations;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied database script {Folder}/{Name}.")]
    public static partial void ScriptApplied(ILogger logger, string folder, string name);
}
