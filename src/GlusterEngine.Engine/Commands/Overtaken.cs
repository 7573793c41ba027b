using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GlusterEngine.Engine.Commands;

/// <summary>Failures of a transaction that mean: another one changed the same objects at the same moment. Nothing was written. Pure.</summary>
internal static class Overtaken
{
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
