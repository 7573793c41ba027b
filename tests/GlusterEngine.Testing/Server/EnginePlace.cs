using GlusterEngine.Testing.Database;

namespace GlusterEngine.Testing.Server;

/// <summary>Where an engine of a test keeps what it knows: what the settings name, and fresh places for the rest.</summary>
internal sealed class EnginePlace : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly string? _folder;

    private EnginePlace(EngineSettings settings, TestDatabase? database, string? folder)
    {
        _database = database;
        _folder = folder;
        ConnectionString = settings.ConnectionString ?? database?.ConnectionString;
        Settings = settings.ToDictionary(ConnectionString, settings.DataFolder ?? folder!);
    }

    /// <summary>Null when the engine runs its own PostgreSQL.</summary>
    public string? ConnectionString { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<EnginePlace> PrepareAsync(EngineSettings settings) => new(
        settings,
        settings.ConnectionString is null && !settings.IsDatabaseEmbedded ? await TestPostgres.CreateMigratedDatabaseAsync() : null,
        settings.DataFolder is null ? TestFolder.Create() : null);

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
