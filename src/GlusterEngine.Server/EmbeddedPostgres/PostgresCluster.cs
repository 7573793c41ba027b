using Npgsql;

namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>One data folder with the programs, the account and the place that fit it: makes the cluster, starts a postmaster on it and stops it.</summary>
internal sealed class PostgresCluster
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ImmediateStop = TimeSpan.FromSeconds(2);

    private readonly EmbeddedPostgresOptions _options;
    private readonly PostgresFolders _folders;
    private readonly PostgresPrograms _programs;
    private readonly PostgresPlace _place;
    private readonly TimeProvider _time;

    private PostgresCluster(EmbeddedPostgresOptions options, PostgresFolders folders, PostgresPrograms programs, PostgresPlace place, TimeProvider time)
    {
        _options = options;
        _folders = folders;
        _programs = programs;
        _place = place;
        _time = time;
    }

    public string Version => _programs.MajorVersion;

    /// <summary>Makes what is missing and writes the settings. The caller holds the data folder's lock.</summary>
    public static async Task<PostgresCluster> PrepareAsync(EmbeddedPostgresOptions options, PostgresFolders folders, TimeProvider time, CancellationToken cancellationToken)
    {
        var account = await PostgresAccount.ChooseAsync(options, cancellationToken);
        var neededVersion = File.Exists(folders.VersionFile) ? (await File.ReadAllTextAsync(folders.VersionFile, cancellationToken)).Trim() : null;
        var programs = await PostgresPrograms.FindAsync(options, neededVersion, cancellationToken);
        if (folders.NeedsShort)
        {
            MakeShortFolder(folders);
        }

        await MakeFolderOfTheAccountAsync(folders.Socket, account, cancellationToken);
        await MakeFolderOfTheAccountAsync(folders.Logs, account, cancellationToken);
        var place = await PostgresPlace.FindAsync(folders, account, cancellationToken);
        var cluster = new PostgresCluster(options, folders, programs, place, time);
        if (neededVersion is null)
        {
            await cluster.InitializeAsync(account, cancellationToken);
        }
        else
        {
            await account.OwnAsync(folders.Cluster, cancellationToken);
        }

        WriteSettings(options, folders, account, place.Root);
        return cluster;
    }

    /// <summary>
    /// Stops a postmaster that an engine which was killed left behind, and whatever is left of one that was killed itself. Its old
    /// pid may be another process by now, beside which PostgreSQL would not start, so the stale file goes too.
    /// </summary>
    /// <returns>The pid of the postmaster that was stopped, or null.</returns>
    public async Task<int?> StopOrphanAsync(CancellationToken cancellationToken)
    {
        var orphan = PostgresProcesses.Postmaster(_folders);
        if (orphan is not null)
        {
            await StopAsync(cancellationToken);
        }

        PostgresProcesses.KillAll(_folders);
        File.Delete(_folders.PostmasterFile);
        return orphan;
    }

    /// <summary>Starts a postmaster and returns when it answers.</summary>
    public async Task<RunningProgram> StartAsync(CancellationToken cancellationToken)
    {
        // A session of its own: Ctrl-C in the terminal is for the engine, which stops PostgreSQL when it has ended its own work.
        var postmaster = RunningProgram.Start(_place.Run(
            ["setsid", _programs.Postgres, "-D", _place.Cluster, "-c", $"config_file={Path.Combine(_place.Root, "settings", "postgresql.conf")}"]));
        try
        {
            await WaitUntilItAnswersAsync(postmaster, cancellationToken);
            return postmaster;
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            postmaster.Dispose();
            throw;
        }
    }

    /// <summary>Ends the sessions and stops the postmaster; harder when that takes too long.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var stopped = await ControlAsync("fast", TimeSpan.FromSeconds(_options.StopSeconds), cancellationToken);
        if (!stopped)
        {
            await ControlAsync("immediate", ImmediateStop, cancellationToken);
        }

        PostgresProcesses.KillAll(_folders);
    }

    /// <summary>Makes the engine's role and database where they are missing.</summary>
    public async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(PostgresConnection.Administration(_folders));
        await connection.OpenAsync(cancellationToken);
        await CreateUnlessThereAsync(
            connection,
            $"select 1 from pg_roles where rolname = '{PostgresConnection.Role}'",
            $"create role {PostgresConnection.Role} login",
            cancellationToken);
        await CreateUnlessThereAsync(
            connection,
            $"select 1 from pg_database where datname = '{PostgresConnection.Database}'",
            $"create database {PostgresConnection.Database} owner {PostgresConnection.Role}",
            cancellationToken);
    }

    private static async Task CreateUnlessThereAsync(NpgsqlConnection connection, string question, string creation, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand(question, connection);
        if (await ask.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand(creation, connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static void MakeShortFolder(PostgresFolders folders)
    {
        var folder = Directory.CreateDirectory(folders.Short);
        if (folder.LinkTarget is not null)
        {
            throw new EmbeddedPostgresException($"The folder {folders.Short} is a link that the engine did not make. Remove it.");
        }

        // Fails unless the folder is ours. PostgreSQL's account has to pass it, so the engine's root leaves it passable, but not readable.
        File.SetUnixFileMode(folders.Short, OwnerAll | (Environment.IsPrivilegedProcess ? UnixFileMode.OtherExecute : UnixFileMode.None));
    }

    private static UnixFileMode OwnerAll => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static async Task MakeFolderOfTheAccountAsync(string folder, PostgresAccount account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await account.OwnAsync(folder, cancellationToken);
    }

    private static void WriteSettings(EmbeddedPostgresOptions options, PostgresFolders folders, PostgresAccount account, string seenRoot)
    {
        // Not the account's: a database that was broken into cannot let itself loose by its own settings files.
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Directory.CreateDirectory(folders.Settings);
        File.SetUnixFileMode(folders.Settings, OwnerAll | UnixFileMode.OtherExecute);
        Write("postgresql.conf", PostgresSettings.Server(options, folders, seenRoot));
        Write("pg_hba.conf", PostgresSettings.HostAccess());
        Write("pg_ident.conf", PostgresSettings.IdentityMap(account));

        void Write(string name, string text)
        {
            var path = Path.Combine(folders.Settings, name);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, readable);
        }
    }

    private async Task InitializeAsync(PostgresAccount account, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_folders.UnfinishedCluster))
        {
            Directory.Delete(_folders.UnfinishedCluster, recursive: true);
        }

        await MakeFolderOfTheAccountAsync(_folders.UnfinishedCluster, account, cancellationToken);
        string[] commandLine =
        [
            _programs.Initdb, "-D", Path.Combine(_place.Root, Path.GetFileName(_folders.UnfinishedCluster)), "--encoding=UTF8", "--locale=C",
            "--auth=peer", $"--username={PostgresConnection.Superuser}", "--data-checksums",
        ];
        var result = await RunningProgram.RunAsync(
            _place.Run(_options.Durable ? commandLine : [.. commandLine, "--no-sync"]), TimeSpan.FromSeconds(_options.StartSeconds), cancellationToken);
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL's initdb could not make a database in {_folders.Root}: {result}. Check free space and owner of that folder, then start again.");
        }

        Directory.Move(_folders.UnfinishedCluster, _folders.Cluster);
    }

    private async Task WaitUntilItAnswersAsync(RunningProgram postmaster, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(_options.StartSeconds));
        try
        {
            while (!await AnswersAsync(deadline.Token))
            {
                if (postmaster.HasExited)
                {
                    throw new EmbeddedPostgresException($"PostgreSQL ended while it started on {_folders.Root}: {await postmaster.WaitAsync(deadline.Token)}. {Remedy}");
                }

                await Task.Delay(Poll, _time, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL on {_folders.Root} did not answer within {_options.StartSeconds} s of its start. {Remedy} If it is still replaying its log there, set Database:StartSeconds higher.");
        }
    }

    private string Remedy => $"Read the newest file in {_folders.Logs}, remove the cause and start again.";

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(PostgresConnection.Administration(_folders));
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState is not PostgresErrorCodes.CannotConnectNow)
        {
            throw new EmbeddedPostgresException($"PostgreSQL on {_folders.Root} does not let the engine in: {exception.MessageText}. {Remedy}", exception);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task<bool> ControlAsync(string mode, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var seconds = (int)deadline.TotalSeconds;
        var result = await RunningProgram.RunAsync(
            _place.Run([_programs.Control, "stop", "-D", _place.Cluster, "-m", mode, "-t", $"{seconds}"]), deadline + TimeSpan.FromSeconds(1), cancellationToken);
        return result.Succeeded || PostgresProcesses.Postmaster(_folders) is null;
    }
}
