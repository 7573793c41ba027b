using GlusterEngine.Data.Migrations;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

public sealed class DatabaseMigratorTests
{
    private const string Applied = "select folder, name, checksum, applied_at from schema_script order by folder, name";

    [Fact]
    public async Task An_empty_database_gets_every_script_of_db()
    {
        await using var database = await MigratedDatabase.CreateAsync();

        var expected = new[] { "functions", "migrations" }.SelectMany(folder => DatabaseScript.InFolder(folder).Select(script => $"{folder}|{script.Name}|{script.Checksum}"));
        Assert.Equal(expected, await database.RowsAsync("select folder, name, checksum from schema_script order by folder, name collate \"C\""));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var before = await database.RowsAsync(Applied);

        await database.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(before, await database.RowsAsync(Applied));
    }

    [Fact]
    public async Task Two_engines_that_start_at_once_migrate_once()
    {
        await using var database = await MigratedDatabase.CreateEmptyAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.AnotherMigrator().MigrateAsync(CancellationToken.None)));

        Assert.Equal(
            DatabaseScript.InFolder("migrations").Select(static script => script.Name),
            await database.RowsAsync("select name from schema_script where folder = 'migrations' order by name"));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused_by_name()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("update schema_script set checksum = repeat('0', 64) where folder = 'migrations' and name like '0002%'");

        var refusal = await Assert.ThrowsAsync<DatabaseSchemaException>(() => database.Migrator.MigrateAsync(CancellationToken.None));

        Assert.Contains("0002_jobs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_of_a_newer_engine_is_refused_by_name()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("insert into schema_script (folder, name, checksum) values ('migrations', '9999_from_the_future', repeat('0', 64))");

        var refusal = await Assert.ThrowsAsync<DatabaseSchemaException>(() => database.Migrator.MigrateAsync(CancellationToken.None));

        Assert.Contains("9999_from_the_future", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer engine", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_frees_the_migration_lock()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("insert into schema_script (folder, name, checksum) values ('migrations', '9999_from_the_future', repeat('0', 64))");
        await Assert.ThrowsAsync<DatabaseSchemaException>(() => database.Migrator.MigrateAsync(CancellationToken.None));

        await database.ExecuteAsync("delete from schema_script where name = '9999_from_the_future'");
        await database.AnotherMigrator().MigrateAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_function_whose_text_changed_is_replaced()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("drop function CheckIfJobHasTasks; create function CheckIfJobHasTasks(uuid) returns text language sql as $$ select 'old' $$");
        await database.ExecuteAsync("update schema_script set checksum = repeat('0', 64) where name = 'CheckIfJobHasTasks'");

        await database.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(["False"], await database.RowsAsync("select CheckIfJobHasTasks(gen_random_uuid())"));
    }

    [Fact]
    public async Task A_function_that_a_newer_engine_put_there_stays()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("create or replace function CheckIfJobHasTasks(v_job_id uuid) returns boolean language sql stable as $$ select true /* newer */ $$");
        await database.ExecuteAsync($"update schema_script set checksum = repeat('1', 64), revision = {DatabaseMigrator.FunctionsRevision + 1} where name = 'CheckIfJobHasTasks'");
        var newer = await database.RowsAsync(Applied);

        await database.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(["True"], await database.RowsAsync("select CheckIfJobHasTasks(gen_random_uuid())"));
        Assert.Equal(newer, await database.RowsAsync(Applied));
    }

    [Fact]
    public async Task A_function_that_an_older_engine_put_there_is_replaced_and_says_whose_it_is()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync("create or replace function CheckIfJobHasTasks(v_job_id uuid) returns boolean language sql stable as $$ select true /* older */ $$");
        await database.ExecuteAsync($"update schema_script set checksum = repeat('1', 64), revision = {DatabaseMigrator.FunctionsRevision - 1} where name = 'CheckIfJobHasTasks'");

        await database.Migrator.MigrateAsync(CancellationToken.None);

        Assert.Equal(["False"], await database.RowsAsync("select CheckIfJobHasTasks(gen_random_uuid())"));
        Assert.Equal([$"{DatabaseMigrator.FunctionsRevision}"], await database.RowsAsync("select revision from schema_script where name = 'CheckIfJobHasTasks'"));
    }
}
