using Microsoft.Extensions.Logging;

namespace GlusterEngine.Data.Migrations;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied database script {Folder}/{Name}.")]
    public static partial void ScriptApplied(ILogger logger, string folder, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database function {Name} is of a newer engine (revision {Newer}, this engine's are of {Own}) and stays as it is.")]
    public static partial void NewerFunction(ILogger logger, string name, int newer, int own);
}
