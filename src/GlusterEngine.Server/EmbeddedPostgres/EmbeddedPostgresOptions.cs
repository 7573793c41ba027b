using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>Settings of the PostgreSQL that the engine runs for itself; section <c>Database</c>. Unused when <c>ConnectionStrings:Engine</c> is set.</summary>
public sealed class EmbeddedPostgresOptions
{
    public const string Section = "Database";

    /// <summary>
    /// Folder of the programs <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>. Default: empty, which means the newest of
    /// <c>/usr/lib/postgresql/*/bin</c> and <c>/usr/pgsql-*/bin</c>, then PATH, then <c>pg_config --bindir</c>; for a folder that holds data
    /// already, the ones of the version that made it.
    /// </summary>
    public string PostgresBin { get; set; } = "";

    /// <summary>Folder of the database, its settings and its logs; made when missing. Default <c>$GLUSTERENGINE_DATA/postgres</c>, that is <c>.data/postgres</c>.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>
    /// Account that PostgreSQL runs as when the engine runs as root, since PostgreSQL refuses root. Default: empty, which means
    /// <c>postgres</c>, or <c>nobody</c> where that does not exist. Ignored when the engine is not root: PostgreSQL then runs as its user.
    /// </summary>
    public string Account { get; set; } = "";

    /// <summary>PostgreSQL's <c>shared_buffers</c>, MiB, 1 to 65536. Default 32: an engine's database is small and the kernel caches it too.</summary>
    [Range(1, 65536)]
    public int SharedBuffersMegabytes { get; set; } = 32;

    /// <summary>PostgreSQL's <c>max_connections</c>, 20 to 1000. Default 60: two pools of 25 and ten to spare.</summary>
    [Range(20, 1000)]
    public int MaxConnections { get; set; } = 60;

    /// <summary>How long a start may take, seconds, 5 to 3600. Default 120: after a power cut PostgreSQL replays its log first.</summary>
    [Range(5, 3600)]
    public int StartSeconds { get; set; } = 120;

    /// <summary>How long a fast shutdown may take before an immediate one, seconds, 1 to 60. Default 3: the whole engine ends within 10.</summary>
    [Range(1, 60)]
    public int StopSeconds { get; set; } = 3;

    /// <summary>Whether what is committed survives a power cut. Default true; false is for tests: faster, and a power cut ruins the database.</summary>
    public bool Durable { get; set; } = true;

    /// <summary>Further PostgreSQL settings by name, as in postgresql.conf; they win over the engine's own. Default: none.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
