namespace GlusterEngine.Testing.Server;

/// <summary>With what an engine of a test starts. All that is not given gets a value under which tests are quick.</summary>
public sealed record EngineSettings
{
    public const string Password = "the password of tests";

    /// <summary>The database; null for a fresh one of <see cref="Database.TestPostgres"/>, dropped with the engine.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Whether the engine runs its own PostgreSQL below its data folder, instead of a database of the tests.</summary>
    public bool IsDatabaseEmbedded { get; init; }

    /// <summary>The data folder; null for a fresh one, removed with the engine.</summary>
    public string? DataFolder { get; init; }

    /// <summary>As in <c>GLUSTERENGINE_DEMO</c>: none, simulated or lab.</summary>
    public string Demo { get; init; } = "none";

    /// <summary>Whether it speaks TLS, with a certificate of its own unless <see cref="More"/> names one.</summary>
    public bool IsTls { get; init; }

    /// <summary>More settings, as <c>Section:Name</c>.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>All settings by name; the later ones win.</summary>
    internal IReadOnlyDictionary<string, string> ToDictionary(string? connectionString, string dataFolder)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["GLUSTERENGINE_DATA"] = dataFolder,
            ["GLUSTERENGINE_DEMO"] = Demo,
            ["GLUSTERENGINE_ADMIN_PASSWORD"] = Password,
            ["Tasks:IntervalSeconds"] = "1",
            ["Tasks:AbsenceSettlesSeconds"] = "1",
            ["Tasks:FreshHostSeconds"] = "0",
            ["Inventory:LightSeconds"] = "1",
            ["Database:Durable"] = "false",
            ["Serilog:MinimumLevel"] = "Warning",
        };
        if (IsTls) settings["Tls:Enabled"] = "true";
        if (connectionString is not null) settings["ConnectionStrings:Engine"] = connectionString;
        foreach (var (name, value) in More) settings[name] = value;
        return settings;
    }
}
