using GlusterEngine.Data;
using GlusterEngine.Engine.Connections;
using GlusterEngine.IntegrationTests.Database;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosts;

public sealed class ConnectionKeeperTests
{
    /// <summary>What a session that is cut while Npgsql reads from it may end in, besides its own exceptions.</summary>
    private static readonly Dictionary<string, Exception> Cuts = new Exception[] { new OperationCanceledException("Cut."), new NullReferenceException("Cut."), new TimeoutException("Cut.") }
        .ToDictionary(static cut => cut.GetType().Name, StringComparer.Ordinal);

    [Theory]
    [InlineData(nameof(OperationCanceledException))]
    [InlineData(nameof(NullReferenceException))]
    [InlineData(nameof(TimeoutException))]
    public async Task A_session_that_is_cut_while_it_reads_does_not_end_the_keeper(string cut)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var connection = await WriteAsync(database);
        await using var vds = new ServiceCollection().AddLogging().AddVds().BuildServiceProvider();
        var databases = new CutOnce(database.Contexts, Cuts[cut]);
        using var keeper = new ConnectionKeeper(databases, vds.GetRequiredService<IReadOnlyDictionary<HostTransport, IHostConnector>>(),
            vds.GetRequiredService<HostUses>(), TimeProvider.System, NullLogger<ConnectionKeeper>.Instance);

        await keeper.StartAsync(CancellationToken.None);
        keeper.LookSoon();
        var kept = await Eventually.GetAsync(() => Task.FromResult(keeper.Find(connection)), static state => state is not null);
        await keeper.StopAsync(CancellationToken.None);

        Assert.NotNull(kept);
        Assert.True(databases.WasCut);
    }

    private static async Task<Guid> WriteAsync(MigratedDatabase database)
    {
        await using var db = await database.OpenAsync();
        var cluster = new Cluster { Id = Guid.NewGuid(), Name = "c" };
        var host = new Host { Id = Guid.NewGuid(), ClusterId = cluster.Id, Name = "h", Address = "127.0.0.1", Transport = HostTransport.Cli, Status = HostStatus.Up };
        var connection = new HostConnection { Cid = Guid.NewGuid(), HostId = host.Id, IsOwn = true };
        db.AddRange(cluster, host, connection);
        await db.SaveChangesAsync();
        return connection.Cid;
    }

    private sealed class CutOnce(IDbContextFactory<EngineDb> databases, Exception cut) : IDbContextFactory<EngineDb>
    {
        public bool WasCut { get; private set; }

        public EngineDb CreateDbContext()
        {
            if (WasCut) return databases.CreateDbContext();
            WasCut = true;
            throw cut;
        }
    }
}
