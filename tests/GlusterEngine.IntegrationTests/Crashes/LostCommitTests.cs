using System.Data.Common;
using GlusterEngine.Data;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>The database takes a command, and goes away before it says so.</summary>
public sealed class LostCommitTests
{
    [Fact]
    public async Task What_was_taken_unheard_of_is_carried_out_once_the_database_is_back()
    {
        var loss = new CommitLoss();
        await using var engine = await EngineUnderTest.StartAsync(TasksEngine.Settings, services => services.ConfigureDbContext<EngineDb>(options => options.AddInterceptors(loss)));
        var site = await SimulatedSite.CreateAsync(engine, "v");
        await site.RestAsync();

        loss.IsDue = true;
        (await site.StartAsync("v")).Expect(503);

        await Eventually.GetAsync<string?>(() => site.TaskIdAsync("v"), static task => task is not null);
        var job = Assert.Single(await Eventually.GetAsync(site.JobsAsync, static jobs => jobs.Count > 0));
        Assert.Equal("started", job.Element("status")!.Value);
        var step = await Eventually.GetAsync(
            async () => (await engine.Client.GetAsync($"{job.Attribute("href")!.Value}/steps")).Expect(200).Xml.Elements().Single(static step => step.Element("type")!.Value == "rebalancing_volume"),
            static step => step.Element("external_system") is not null || step.Element("task_id") is not null);
        Assert.Equal("started", step.Element("status")!.Value);
        (await site.StopAsync("v")).Expect(200);
    }

    /// <summary>Breaks off after the commit of the first new job, and lets nobody in for longer than a command looks by itself.</summary>
    private sealed class CommitLoss : DbTransactionInterceptor, IDbConnectionInterceptor
    {
        private static readonly TimeSpan Away = TimeSpan.FromSeconds(6);
        private DateTimeOffset _back;

        public bool IsDue { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!IsDue || !eventData.Context!.ChangeTracker.Entries<Job>().Any()) return Task.CompletedTask;
            IsDue = false;
            _back = TimeProvider.System.GetUtcNow() + Away;
            throw new NpgsqlException("The connection is gone.");
        }

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            TimeProvider.System.GetUtcNow() < _back ? throw new NpgsqlException("Nobody listens there.") : ValueTask.FromResult(result);
    }
}
