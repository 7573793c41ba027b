using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Jobs;

/// <summary>What one answer shows of a job and of its steps was true at one moment, although it is read one after the other.</summary>
public sealed class OneMomentTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Theory]
    [InlineData("")]
    [InlineData("/{job}")]
    public async Task A_job_that_ends_while_it_is_read_is_not_shown_open_with_ended_steps(string path)
    {
        var job = (await tasks.Client.PostAsync("/jobs", "<job><description>copy</description></job>")).Expect(201).Xml.Attribute("id")!.Value;
        (await tasks.Client.PostAsync($"/jobs/{job}/steps", "<step><description>copy</description><type>executing</type></step>")).Expect(201);
        await using var source = NpgsqlDataSource.Create(tasks.Engine.ConnectionString!);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "lock table step in access exclusive mode");

        var reading = tasks.Client.GetAsync($"/jobs{path.Replace("{job}", job, StringComparison.Ordinal)}?follow=steps");
        await Eventually.GetAsync(() => tasks.AskAsync("select count(*) from pg_locks where relation = 'step'::regclass and not granted"), static waiting => waiting != "0");
        await ExecuteAsync(connection, $"update step set status = 'FINISHED', end_time = now() where job_id = '{job}'");
        await ExecuteAsync(connection, $"update job set status = 'FINISHED', end_time = now() where job_id = '{job}'");
        await transaction.CommitAsync();

        var shown = (await reading).Expect(200).Xml.DescendantsAndSelf("job").First(found => found.Attribute("id")!.Value == job && found.Element("status") is not null);
        Assert.Equal(("started", "started"), (shown.Element("status")!.Value, Assert.Single(shown.Descendants("step"), static step => step.Element("status") is not null).Element("status")!.Value));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
