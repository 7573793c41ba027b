using GlusterEngine.Data;
using GlusterEngine.Data.Locks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace GlusterEngine.IntegrationTests.Database;

/// <summary>A dead engine is known by the session that it took along, a slow one by its silence.</summary>
public sealed class EngineIsAliveTests
{
    private const string Engine = "engine-1";

    [Theory]
    [InlineData(3, true)]
    [InlineData(5, true)]
    [InlineData(9, true)]
    [InlineData(13, false)]
    public async Task With_its_session_an_engine_may_be_silent_for_twelve_seconds(int seconds, bool isAlive)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var engine = Beating(database);
        await engine.GetRequiredService<EngineBeats>().BeatAsync(Engine, NoPolls, CancellationToken.None);

        await SilenceAsync(database, seconds);

        Assert.Equal(isAlive, await IsAliveAsync(database));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(5, false)]
    public async Task Without_its_session_an_engine_is_dead_after_four(int seconds, bool isAlive)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using (var engine = Beating(database)) await engine.GetRequiredService<EngineBeats>().BeatAsync(Engine, NoPolls, CancellationToken.None);
        await database.ExecuteAsync("select pg_terminate_backend(backend_pid, 5000) from engine_instance");

        await SilenceAsync(database, seconds);

        Assert.Equal(isAlive, await IsAliveAsync(database));
    }

    [Fact]
    public async Task A_session_of_somebody_else_that_got_the_same_number_is_not_taken_for_the_engines()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var engine = Beating(database);
        await engine.GetRequiredService<EngineBeats>().BeatAsync(Engine, NoPolls, CancellationToken.None);
        await database.ExecuteAsync("update engine_instance set backend_start = backend_start - interval '1 minute'");

        await SilenceAsync(database, 5);

        Assert.False(await IsAliveAsync(database));
    }

    [Fact]
    public async Task An_engine_that_does_not_tell_its_session_may_be_silent_for_twelve_seconds()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await database.ExecuteAsync($"insert into engine_instance (engine_id) values ('{Engine}')");

        await SilenceAsync(database, 11);

        Assert.True(await IsAliveAsync(database));
    }

    [Fact]
    public async Task Each_sign_tells_the_session_over_which_it_comes()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var engine = Beating(database);
        var beats = engine.GetRequiredService<EngineBeats>();
        await beats.BeatAsync(Engine, NoPolls, CancellationToken.None);
        await database.ExecuteAsync("select pg_terminate_backend(backend_pid, 5000) from engine_instance");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => beats.BeatAsync(Engine, NoPolls, CancellationToken.None));
        await beats.BeatAsync(Engine, NoPolls, CancellationToken.None);
        await SilenceAsync(database, 5);

        Assert.True(await IsAliveAsync(database));
    }

    private static IReadOnlyDictionary<Guid, DateTimeOffset> NoPolls { get; } = new Dictionary<Guid, DateTimeOffset>();

    private static ServiceProvider Beating(MigratedDatabase database) => new ServiceCollection().AddLogging().AddData(_ => database.ConnectionString).BuildServiceProvider();

    /// <summary>As if the engine had said nothing since; the start of the database, which counts as a sign, is waited out.</summary>
    private static async Task SilenceAsync(MigratedDatabase database, int seconds)
    {
        await database.ExecuteAsync("select pg_sleep(greatest(0, 4.1 - extract(epoch from now() - pg_postmaster_start_time())))");
        await database.ExecuteAsync($"update engine_instance set seen_at = now() - interval '{seconds} seconds'");
    }

    private static async Task<bool> IsAliveAsync(MigratedDatabase database)
    {
        await using var db = await database.OpenAsync();
        return Assert.Single(await db.GetEnginesAsync(CancellationToken.None)).IsAlive;
    }
}
