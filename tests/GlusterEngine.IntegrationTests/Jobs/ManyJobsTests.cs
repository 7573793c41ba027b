using GlusterEngine.IntegrationTests.Database;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Jobs;

/// <summary>A long list of jobs is read in pages, by the database.</summary>
public sealed class ManyJobsTests
{
    private const int Jobs = 10_000;

    [Fact]
    public async Task Ten_thousand_jobs_come_in_pages_and_no_query_reads_more_than_its_page()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await AddJobsAsync(engine.ConnectionString!);
        using var statements = new SqlStatements(engine.ConnectionString!);
        // EF remembers for a second that nobody listened.
        await Eventually.GetAsync(() => engine.Client.GetAsync("/jobs?max=1"), _ => statements.Of("job").Count > 0);

        var ids = new List<string>();
        for (var page = 1; ids.Count < Jobs; page++)
        {
            var rows = (await engine.Client.GetAsync($"/jobs?search=correlation_id%3Dmany%20page%20{page}&max=500{(page % 4 == 0 ? "&follow=steps" : "")}")).Expect(200).Xml.Elements().ToList();
            Assert.Equal(500, rows.Count);
            ids.AddRange(rows.Select(static row => row.Attribute("id")!.Value));
        }

        Assert.Equal(Jobs, ids.Distinct().Count());
        Assert.Empty((await engine.Client.GetAsync("/jobs?search=page%2021&max=500")).Expect(200).Xml.Elements());
        Assert.Equal(1000, (await engine.Client.GetAsync("/jobs")).Expect(200).Xml.Elements().Count());
        var reads = statements.Of("job");
        Assert.InRange(reads.Count, 23, 50);
        Assert.All(reads, static statement => Assert.Contains("LIMIT", statement, StringComparison.Ordinal));
    }

    private static async Task AddJobsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            insert into job (job_id, action_type, description, status, start_time, end_time, last_update_time, correlation_id, is_external, is_auto_cleared)
            select gen_random_uuid(), 'ADD_EXTERNAL_JOB', 'job ' || n, 'FINISHED', now() - n * interval '1 millisecond', now(), now(), 'many', true, false
            from generate_series(1, {Jobs}) n
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }
}
