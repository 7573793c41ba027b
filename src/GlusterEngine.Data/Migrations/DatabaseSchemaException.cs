namespace GlusterEngine.Data.Migrations;

/// <summary>The database's schema is not one this engine can bring forward.</summary>
public sealed class DatabaseSchemaException(string message) : Exception(message)
{
    internal static void ThrowIfForeign(IReadOnlyList<DatabaseScript> scripts, IReadOnlyDictionary<string, AppliedScript> applied)
    {
        var known = scripts.ToDictionary(script => script.Name, script => script.Checksum, StringComparer.Ordinal);
        foreach (var (name, script) in applied)
        {
            if (!known.TryGetValue(name, out var expected))
                throw new DatabaseSchemaException($"The database has migration '{name}', which this engine does not know: it belongs to a newer engine. Start that one.");
            if (expected != script.Checksum)
                throw new DatabaseSchemaException($"Migration '{name}' was applied with another text than this engine's. Restore the file db/migrations/{name}.sql as it was, and put the change into a new migration.");
        }
    }
}
