using System.Text.RegularExpressions;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>A folder of PostgreSQL's server programs, all of one major version.</summary>
internal sealed partial record PostgresPrograms(string Folder, string MajorVersion)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public string Postgres => Path.Combine(Folder, "postgres");

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Control => Path.Combine(Folder, "pg_ctl");

    /// <param name="options">Its <see cref="EmbeddedPostgresOptions.PostgresBin"/> leaves no choice.</param>
    /// <param name="neededVersion">The major version that made the data; null before the first start.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<PostgresPrograms> FindAsync(EmbeddedPostgresOptions options, string? neededVersion, CancellationToken cancellationToken)
    {
        var found = new List<PostgresPrograms>();
        foreach (var folder in await CandidatesAsync(options.PostgresBin, cancellationToken))
        {
            if (await VersionAsync(folder, cancellationToken) is { } version)
            {
                found.Add(new PostgresPrograms(folder, version));
            }
        }

        var fitting = found.Find(programs => neededVersion is null || programs.MajorVersion == neededVersion);
        return fitting ?? throw new EmbeddedPostgresException(NotFound(options.PostgresBin, neededVersion, found));
    }

    private static string NotFound(string postgresBin, string? neededVersion, List<PostgresPrograms> found) => (postgresBin, neededVersion, found) switch
    {
        ({ Length: > 0 }, _, []) => $"Database:PostgresBin names {postgresBin}, where not all of postgres, initdb and pg_ctl are. Correct it or leave it empty.",
        (_, _, []) => "PostgreSQL's server programs are not installed. Install them (Debian, Ubuntu: apt-get install postgresql), " +
            "name their folder in Database:PostgresBin, or set ConnectionStrings:Engine to use a PostgreSQL of your own.",
        _ => $"The data was made by PostgreSQL {neededVersion}, but only {string.Join(" and ", found.Select(programs => $"{programs.MajorVersion} in {programs.Folder}"))} is installed. " +
            $"Install PostgreSQL {neededVersion} (Debian, Ubuntu: apt-get install postgresql-{neededVersion}), or bring the data over with pg_upgrade.",
    };

    private static async Task<IReadOnlyList<string>> CandidatesAsync(string postgresBin, CancellationToken cancellationToken)
    {
        if (postgresBin.Length > 0)
        {
            return [Path.GetFullPath(postgresBin)];
        }

        var packaged = Versioned("/usr/lib/postgresql", "*").Concat(Versioned("/usr", "pgsql-*"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. packaged, .. path.Where(Path.IsPathRooted), .. await ToldByPgConfigAsync(path, cancellationToken)];
    }

    // 9.6 before 17 would be the order of text.
    private static IEnumerable<string> Versioned(string parent, string pattern) => Directory.Exists(parent)
        ? Directory.GetDirectories(parent, pattern)
            .OrderByDescending(folder => Version.TryParse(Digits().Match(Path.GetFileName(folder)).Value + ".0", out var version) ? version : new Version())
            .Select(folder => Path.Combine(folder, "bin"))
        : [];

    private static async Task<IReadOnlyList<string>> ToldByPgConfigAsync(string[] path, CancellationToken cancellationToken)
    {
        var program = path.Select(folder => Path.Combine(folder, "pg_config")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return [];
        }

        var result = await RunningProgram.RunAsync([program, "--bindir"], Deadline, cancellationToken);
        return result.Succeeded ? [result.Output] : [];
    }

    // "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)"
    private static async Task<string?> VersionAsync(string folder, CancellationToken cancellationToken)
    {
        var programs = new PostgresPrograms(folder, "");
        if (!File.Exists(programs.Postgres) || !File.Exists(programs.Initdb) || !File.Exists(programs.Control))
        {
            return null;
        }

        var result = await RunningProgram.RunAsync([programs.Postgres, "--version"], Deadline, cancellationToken);
        var version = VersionText().Match(result.Output);
        return result.Succeeded && version.Success ? version.Groups["major"].Value : null;
    }

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();
}
