using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GlusterEngine.Engine.Commands;

/// <summary>Failures of a transaction that mean: another one changed the same objects at the same moment. Nothing was written. Pure.</summary>
internal static class Overtaken
{
    /// <summary>Whether the database itself said that a commit is not to be, so that there is nothing to look for: another command was quicker, or the transaction stood still.</summary>
    public static bool IsRefusedCommit(Exception exception) => Is(exception) || exception is PostgresException { SqlState: "25P03" };

    public static bool Is(Exception exception) => exception switch
    {
        // A row that was to be changed or removed is gone.
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => Is(inner),
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        _ => false,
    };
}
