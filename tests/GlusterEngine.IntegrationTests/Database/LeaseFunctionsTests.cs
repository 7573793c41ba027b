using GlusterEngine.Data.Clusters;
using GlusterEngine.Data.Locks;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Jobs;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>The lock of a volume is a lease: one holder, a generation that only grows, and late writes that do nothing.</summary>
public sealed class LeaseFunctionsTests
{
    private static readonly Guid Volume = Guid.Parse("00000000-0000-0000-0000-000000000001");

    [Fact]
    public async Task A_held_volume_is_not_given_to_another_step()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = await TaskRows.WriteAsync(database, Volume);

        Assert.NotNull(holder);
        Assert.Null(await TaskRows.WriteAsync(database, Volume));
        Assert.Equal([$"{holder.StepId}|{holder.Generation}"], await database.RowsAsync("select step_id, generation from volume_lease"));
    }

    [Fact]
    public async Task Who_comes_second_waits_for_the_first_and_is_then_refused()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var first = await database.OpenAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await TaskRows.WriteAsync(first, Volume);

        var second = TaskRows.WriteAsync(database, Volume);
        await WaitsForLockAsync(database);
        Assert.False(second.IsCompleted);
        await transaction.CommitAsync();

        Assert.Null(await second);
    }

    [Fact]
    public async Task Who_comes_second_gets_what_the_first_rolls_back()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var first = await database.OpenAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await TaskRows.WriteAsync(first, Volume);

        var second = TaskRows.WriteAsync(database, Volume);
        await WaitsForLockAsync(database);
        await transaction.RollbackAsync();

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Generations_only_grow_over_holders_roll_backs_and_advances()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var generations = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            var holder = (await TaskRows.WriteAsync(database, Volume))!;
            generations.Add(holder.Generation);
            holder = holder with { Generation = await AdvanceAsync(database, holder) ?? 0 };
            generations.Add(holder.Generation);
            Assert.True(await holder.UpdateAsync(database, TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished }));
        }

        Assert.Equal(generations.Distinct().Order(), generations);
    }

    [Fact]
    public async Task Who_waited_for_a_lease_gets_a_newer_generation_than_all_that_were_given_meanwhile()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await using var first = await database.OpenAsync();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await Data.Tasks.TaskFunctions.FenceTasksAsync(first, [(holder.StepId, holder.Generation)], CancellationToken.None);

        var second = TaskRows.WriteAsync(database, Volume);
        await WaitsForLockAsync(database);
        var advanced = await first.AdvanceVolumeLeaseAsync(Volume, holder.StepId, TaskRows.Engine, CancellationToken.None);
        var end = TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished };
        await Data.Tasks.TaskFunctions.UpdateTasksAsync(first, [(holder.StepId, holder.JobId, end)], CancellationToken.None);
        await transaction.CommitAsync();

        Assert.InRange((await second)!.Generation, advanced!.Value + 1, long.MaxValue);
    }

    [Fact]
    public async Task A_write_under_an_older_generation_changes_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        var advanced = await AdvanceAsync(database, holder);

        Assert.False(await holder.UpdateAsync(database, TaskRows.Running with { Description = "late", Status = JobExecutionStatus.Failed, JobStatus = JobExecutionStatus.Failed }));

        Assert.Equal(["RebalancingVolume|STARTED"], await database.RowsAsync($"select description, status from step where step_id = '{holder.StepId}'"));
        Assert.Equal(["STARTED"], await database.RowsAsync("select status from job"));
        Assert.True(await holder.UpdateAsync(database, TaskRows.Running, advanced));
    }

    [Fact]
    public async Task A_write_after_the_release_changes_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await holder.UpdateAsync(database, TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished });

        Assert.False(await holder.UpdateAsync(database, TaskRows.Running with { Description = "late" }));
        Assert.Null(await AdvanceAsync(database, holder));
        Assert.Equal(["FINISHED"], await database.RowsAsync("select status from job"));
    }

    [Fact]
    public async Task A_fence_keeps_the_holder_from_changing_until_its_transaction_ends()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await using var writer = await database.OpenAsync();
        await using var transaction = await writer.Database.BeginTransactionAsync();
        await Data.Tasks.TaskFunctions.FenceTasksAsync(writer, [(holder.StepId, holder.Generation)], CancellationToken.None);

        var advance = AdvanceAsync(database, holder);
        await WaitsForLockAsync(database);
        await Data.Tasks.TaskFunctions.UpdateTasksAsync(writer, [(holder.StepId, holder.JobId, TaskRows.Running with { Description = "in time" })], CancellationToken.None);
        await transaction.CommitAsync();

        Assert.NotNull(await advance);
        Assert.Equal(["in time"], await database.RowsAsync($"select description from step where step_id = '{holder.StepId}'"));
    }

    [Fact]
    public async Task Only_who_holds_a_lease_gives_it_back_and_only_under_its_generation()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await using var db = await database.OpenAsync();

        Assert.False(await db.ReleaseVolumeLeaseAsync(holder.StepId, holder.Generation - 1, CancellationToken.None));
        Assert.False(await db.ReleaseVolumeLeaseAsync(Guid.NewGuid(), holder.Generation, CancellationToken.None));
        Assert.Null(await TaskRows.WriteAsync(database, Volume));
        Assert.True(await db.ReleaseVolumeLeaseAsync(holder.StepId, holder.Generation, CancellationToken.None));
        Assert.False(await db.ReleaseVolumeLeaseAsync(holder.StepId, holder.Generation, CancellationToken.None));
        Assert.InRange((await TaskRows.WriteAsync(database, Volume))!.Generation, holder.Generation + 1, long.MaxValue);
    }

    [Fact]
    public async Task A_job_whose_step_holds_a_lease_cannot_be_deleted()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;

        var kept = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"delete from job where job_id = '{holder.JobId}'"));

        Assert.Equal("volume_lease_step_id_fkey", kept.ConstraintName);
    }

    [Fact]
    public async Task What_a_look_found_is_not_written_after_that_of_a_later_one()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var cluster = new Cluster { Id = Guid.NewGuid(), Name = "c" };
        await using var db = await database.OpenAsync();
        db.Add(cluster);
        await db.SaveChangesAsync();
        var now = await db.NowAsync(CancellationToken.None);

        Assert.True(await db.BeginTaskWriteAsync(cluster.Id, now, CancellationToken.None));
        Assert.True(await db.BeginTaskWriteAsync(cluster.Id, now, CancellationToken.None));
        Assert.False(await db.BeginTaskWriteAsync(cluster.Id, now.AddMilliseconds(-1), CancellationToken.None));
        Assert.True(await db.BeginTaskWriteAsync(cluster.Id, now.AddMilliseconds(1), CancellationToken.None));

        Assert.True(await db.BeginInventoryWriteAsync(cluster.Id, now, CancellationToken.None));
        Assert.True(await db.BeginInventoryWriteAsync(cluster.Id, now, CancellationToken.None));
        Assert.False(await db.BeginInventoryWriteAsync(cluster.Id, now.AddMilliseconds(-1), CancellationToken.None));
        Assert.True(await db.BeginInventoryWriteAsync(cluster.Id, now.AddMilliseconds(1), CancellationToken.None));
    }

    [Fact]
    public async Task Only_the_holder_advances()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;

        Assert.Null(await AdvanceAsync(database, holder with { StepId = Guid.NewGuid() }));
        Assert.Equal([$"{holder.Generation}|{holder.Generation}"],
            await database.RowsAsync("select generation, lease_generation from volume_lease join step_task using (step_id)"));
    }

    [Fact]
    public async Task A_free_lease_keeps_its_generation_and_half_a_holder_is_impossible()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await holder.UpdateAsync(database, TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished });

        Assert.Equal([$"{holder.Generation}||||"], await database.RowsAsync("select generation, job_id, step_id, engine_id, acquired_at from volume_lease"));
        var half = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync("update volume_lease set engine_id = 'x'"));
        Assert.Equal("volume_lease_holder_check", half.ConstraintName);
    }

    [Theory]
    [InlineData("stamps_tried = '{1, 2}'", "{1,2,4}")]
    [InlineData("move_on_wanted = true", "{4}")]
    public async Task A_lease_that_is_freed_while_something_may_be_on_its_way_to_gluster_is_wished_to_be_moved_on_to_a_new_generation(string left, string expected)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await database.ExecuteAsync($"update volume_lease set {left}; select setval('volume_lease_generation_seq', 3)");

        await holder.UpdateAsync(database, TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished });

        Assert.Equal([$"4||True|{expected}"], await database.RowsAsync("select generation, step_id, move_on_wanted, stamps_tried::text from volume_lease"));
    }

    [Fact]
    public async Task Who_takes_glusters_word_for_a_free_lease_is_never_to_move_gluster_back()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var holder = (await TaskRows.WriteAsync(database, Volume))!;
        await database.ExecuteAsync("update volume_lease set move_on_wanted = true");
        await holder.UpdateAsync(database, TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished });

        await using (var db = await database.OpenAsync()) await db.TakeStampAsync(Volume, 4711, CancellationToken.None);

        Assert.Equal(["4712|4711|True"], await database.RowsAsync("select generation, stamp, move_on_wanted from volume_lease"));
    }

    [Theory]
    [InlineData(100, 200, "{200}")]
    [InlineData(200, 100, "{}")]
    public async Task Who_takes_glusters_word_still_expects_what_is_on_its_way_there(long kept, long tried, string expected)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await TaskRows.WriteAsync(database, Volume);
        await database.ExecuteAsync($"update volume_lease set stamps_tried = '{{{tried}}}'");

        await using (var db = await database.OpenAsync()) await db.TakeStampAsync(Volume, kept, CancellationToken.None);

        Assert.Equal([$"{kept}|{expected}"], await database.RowsAsync("select stamp, stamps_tried::text from volume_lease"));
    }

    private static async Task<long?> AdvanceAsync(MigratedDatabase database, TaskRows holder)
    {
        await using var db = await database.OpenAsync();
        return await db.AdvanceVolumeLeaseAsync(holder.VolumeId, holder.StepId, TaskRows.Engine, CancellationToken.None);
    }

    private static Task WaitsForLockAsync(MigratedDatabase database) => Testing.Eventually.GetAsync(
        () => database.RowsAsync("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"), static rows => rows.Count > 0);
}
