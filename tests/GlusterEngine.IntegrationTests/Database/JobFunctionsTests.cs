using GlusterEngine.Data.Jobs;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

public sealed class JobFunctionsTests
{
    private static readonly TaskState Finished = TaskRows.Running with { Status = JobExecutionStatus.Finished, JobStatus = JobExecutionStatus.Finished };

    [Fact]
    public async Task A_job_has_tasks_when_gluster_or_vdsm_works_on_one_of_its_steps()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var db = await database.OpenAsync();
        var withTask = (await TaskRows.WriteAsync(database, Guid.NewGuid(), Guid.NewGuid()))!;
        var withoutTask = (await TaskRows.WriteAsync(database, Guid.NewGuid()))!;

        Assert.True(await db.CheckIfJobHasTasksAsync(withTask.JobId, CancellationToken.None));
        Assert.False(await db.CheckIfJobHasTasksAsync(withoutTask.JobId, CancellationToken.None));
        Assert.False(await db.CheckIfJobHasTasksAsync(Guid.NewGuid(), CancellationToken.None));
        await database.ExecuteAsync("update step set external_system_type = 'VDSM' where external_id is not null");
        Assert.True(await db.CheckIfJobHasTasksAsync(withTask.JobId, CancellationToken.None));
    }

    [Fact]
    public async Task The_steps_of_a_task_are_found_open_and_ended()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var taskId = Guid.NewGuid();
        var ended = (await TaskRows.WriteAsync(database, Guid.NewGuid(), taskId))!;
        await ended.UpdateAsync(database, Finished with { ExternalId = taskId });
        var open = (await TaskRows.WriteAsync(database, Guid.NewGuid(), taskId))!;
        await TaskRows.WriteAsync(database, Guid.NewGuid(), Guid.NewGuid());

        await using var db = await database.OpenAsync();
        var steps = await db.GetStepsByExternalTaskId(taskId).ToListAsync();

        Assert.Equal(new[] { ended.StepId, open.StepId }.Order(), steps.Select(static step => step.Id).Order());
        Assert.Single(steps, static step => step.EndTime is null);
    }

    [Fact]
    public async Task A_task_has_at_most_one_open_step()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var taskId = Guid.NewGuid();
        await TaskRows.WriteAsync(database, Guid.NewGuid(), taskId);

        var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => TaskRows.WriteAsync(database, Guid.NewGuid(), taskId));

        Assert.Equal("step_open_task_key", Assert.IsType<Npgsql.PostgresException>(refusal.InnerException).ConstraintName);
    }

    [Theory]
    [InlineData("FINISHED", 7)]
    [InlineData("FAILED", 30)]
    [InlineData("ABORTED", 30)]
    public async Task Jobs_are_kept_as_long_as_retention_says(string status, int days)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var older = await EndedAsync(database, status, $"{days} days 1 minute");
        var younger = await EndedAsync(database, status, $"{days} days -1 minute");

        Assert.Equal(1, await DeleteAsync(database));

        Assert.Equal([younger.JobId.ToString()], await database.RowsAsync("select job_id from job"));
        Assert.Equal([younger.JobId.ToString()], await database.RowsAsync("select distinct job_id from step"));
        Assert.Equal(["0"], await database.RowsAsync($"select count(*) from step_task_sample where step_id = '{older.StepId}'"));
        Assert.Equal(["1"], await database.RowsAsync($"select count(*) from step_task_sample where step_id = '{younger.StepId}'"));
    }

    [Fact]
    public async Task An_open_job_and_the_holder_of_a_lease_are_never_deleted()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var open = (await TaskRows.WriteAsync(database, Guid.NewGuid()))!;
        var holder = (await TaskRows.WriteAsync(database, Guid.NewGuid()))!;
        await database.ExecuteAsync("update job set start_time = now() - interval '9 years'");
        await database.ExecuteAsync($"update job set status = 'FINISHED', end_time = now() - interval '8 years' where job_id = '{holder.JobId}'");

        Assert.Equal(0, await DeleteAsync(database));

        Assert.Equal(new[] { open.JobId.ToString(), holder.JobId.ToString() }.Order(), (await database.RowsAsync("select job_id from job")).Order());
    }

    [Fact]
    public async Task Nor_is_one_whose_throttle_is_still_to_be_taken_back()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var ended = await EndedAsync(database, "FINISHED", "9 days");
        await database.ExecuteAsync($"update step_task set throttle_before = 'normal' where step_id = '{ended.StepId}'");
        Assert.Equal(0, await DeleteAsync(database));

        await database.ExecuteAsync($"update step_task set throttle_before = null where step_id = '{ended.StepId}'");
        Assert.Equal(1, await DeleteAsync(database));
    }

    [Fact]
    public async Task A_job_that_somebody_works_on_waits_for_the_next_clean_up()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var busy = await EndedAsync(database, "FINISHED", "9 days");
        await using var db = await database.OpenAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlAsync($"select 1 from job where job_id = {busy.JobId} for update");
            Assert.Equal(0, await DeleteAsync(database));
        }

        Assert.Equal(1, await DeleteAsync(database));
    }

    [Theory]
    [InlineData(JobExecutionStatus.Finished, JobExecutionStatus.Finished)]
    [InlineData(JobExecutionStatus.Failed, JobExecutionStatus.Failed)]
    [InlineData(JobExecutionStatus.Aborted, JobExecutionStatus.Failed)]
    public async Task The_end_of_a_task_ends_its_parents_and_its_job_and_frees_the_volume(JobExecutionStatus status, JobExecutionStatus jobStatus)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var rows = (await TaskRows.WriteAsync(database, Guid.NewGuid(), Guid.NewGuid()))!;
        var other = (await TaskRows.WriteAsync(database, Guid.NewGuid(), Guid.NewGuid()))!;

        await rows.UpdateAsync(database, TaskRows.Running with { Status = status, JobStatus = jobStatus, Description = "over" });

        var (step, job) = (status.ToString().ToUpperInvariant(), jobStatus.ToString().ToUpperInvariant());
        Assert.Equal([$"{step}|over|True"], await database.RowsAsync($"select status, description, end_time is not null from step where step_id = '{rows.StepId}'"));
        Assert.Equal([$"{job}|True"], await database.RowsAsync($"select status, end_time is not null from step where step_id = '{rows.ParentId}'"));
        Assert.Equal([$"{job}|True"], await database.RowsAsync($"select status, end_time is not null from job where job_id = '{rows.JobId}'"));
        Assert.Equal([other.StepId.ToString()], await database.RowsAsync("select step_id from volume_lease where step_id is not null"));
        Assert.Equal(["STARTED|STARTED"], await database.RowsAsync($"select job.status, step.status from job join step using (job_id) where step_id = '{other.ParentId}'"));
    }

    [Fact]
    public async Task Counters_are_the_newest_and_their_history_is_kept()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var rows = (await TaskRows.WriteAsync(database, Guid.NewGuid()))!;
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());

        await WriteNodesAsync(database, rows, Node(one, files: 1), Node(two, files: 5));
        await WriteNodesAsync(database, rows, Node(one, files: 2));

        Assert.Equal(["2", "5"], await database.RowsAsync("select files from step_task_node order by files"));
        Assert.Equal(["1", "2", "5"], await database.RowsAsync("select files from step_task_sample order by files"));
        Assert.Equal(["1|2"], await database.RowsAsync($"select min(files), max(files) from step_task_sample where peer_uuid = '{one}'"));
    }

    private static TaskNode Node(Guid peer, long files) => new(peer, GlusterTaskStatus.InProgress, files, 10, 20, 0, 0, 1.5);

    private static async Task WriteNodesAsync(MigratedDatabase database, TaskRows rows, params TaskNode[] nodes)
    {
        await using var db = await database.OpenAsync();
        await db.WriteTaskNodesAsync(nodes.Select(node => (rows.StepId, node)), CancellationToken.None);
    }

    private static async Task<TaskRows> EndedAsync(MigratedDatabase database, string status, string ago)
    {
        var rows = (await TaskRows.WriteAsync(database, Guid.NewGuid(), Guid.NewGuid()))!;
        await WriteNodesAsync(database, rows, Node(Guid.NewGuid(), files: 1));
        await rows.UpdateAsync(database, Finished);
        await database.ExecuteAsync($"update job set status = '{status}', end_time = now() - interval '{ago}' where job_id = '{rows.JobId}'");
        return rows;
    }

    private static async Task<int> DeleteAsync(MigratedDatabase database)
    {
        await using var db = await database.OpenAsync();
        var now = await db.NowAsync(CancellationToken.None);
        return await db.DeleteCompletedJobsAsync((now.AddDays(-7), now.AddDays(-30)), 100, CancellationToken.None);
    }
}
