using GlusterEngine.Data;
using GlusterEngine.Model.Access;
using GlusterEngine.Server.Access;
using GlusterEngine.Testing.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>Users of an engine under test, made as the command line makes them. All have the same password.</summary>
internal static class TestUsers
{
    public static UserDirectory UsersOf(this EngineUnderTest engine) => new(
        engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>(), engine.Services.GetRequiredService<IPasswordHasher<AppUser>>());

    /// <summary>Adds a user, and gives a client that speaks as that one, by HTTP Basic.</summary>
    public static async Task<EngineClient> AddUserAsync(this EngineUnderTest engine, string name, Role? role, string? cluster = null)
    {
        var refusal = await engine.UsersOf().AddAsync(name, EngineSettings.Password, (role, cluster), CancellationToken.None);
        return refusal is null ? engine.Client.As(EngineClient.Basic(name, EngineSettings.Password)) : throw new InvalidOperationException(refusal);
    }
}
