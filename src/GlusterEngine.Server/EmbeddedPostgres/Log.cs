namespace GlusterEngine.Server.EmbeddedPostgres;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL {Version} answers on {Socket}, its data is in {Folder}")]
    public static partial void PostgresStarted(this ILogger logger, string version, string socket, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped PostgreSQL {Pid}, which an engine that was killed had left running on {Folder}")]
    public static partial void OrphanStopped(this ILogger logger, int pid, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL on {Folder} ended by itself with exit code {ExitCode} and is started again; its log is in {Logs}")]
    public static partial void PostgresEnded(this ILogger logger, string folder, int? exitCode, string logs);

    [LoggerMessage(Level = LogLevel.Error, Message = "PostgreSQL on {Folder} cannot be started, next try in {Delay}")]
    public static partial void RestartFailed(this ILogger logger, Exception exception, string folder, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL on {Folder} stopped")]
    public static partial void PostgresStopped(this ILogger logger, string folder);
}
