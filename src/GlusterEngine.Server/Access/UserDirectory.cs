using GlusterEngine.Data;
using GlusterEngine.Data.Events;
using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Clusters;
using GlusterEngine.Model.Events;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Changes of users, each in one transaction with its event. What is taken away counts no more within a second on every engine: the tokens go, and
/// <see cref="AppUser.Revision"/> makes engines look anew at what they remember.
/// </summary>
internal sealed class UserDirectory(IDbContextFactory<EngineDb> databases, IPasswordHasher<AppUser> hasher)
{
    private const string By = "by the command line";

    /// <summary>Adds a user.</summary>
    /// <param name="name">With profile, as in bob@internal.</param>
    /// <param name="password">The password.</param>
    /// <param name="right">Role in the cluster of that name or id, or on everything; null for none yet.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Why not; null when it was done.</returns>
    public Task<string?> AddAsync(string name, string password, (Role? Role, string? Cluster) right, CancellationToken cancellationToken) =>
        ChangeAsync(async db =>
        {
            if ((UserRules.NameProblem(name) ?? UserRules.PasswordProblem(password)) is { } problem) return problem;
            if (await FindAsync(db, name, cancellationToken) is { } taken) return $"There is a user {taken.Name} already; 'user password' and 'user role' change it.";
            var (cluster, unknown) = await FindClusterAsync(db, right.Cluster, cancellationToken);
            if (unknown is not null) return unknown;
            var user = new AppUser { Id = Guid.CreateVersion7(), Name = name, PasswordHash = "" };
            user.PasswordHash = hasher.HashPassword(user, password);
            db.Users.Add(user);
            SetRole(user, right.Role, cluster);
            await TellAsync(db, user, (EventCode.UserAdded, $"User {name} was added {By}, with {Describe(right.Role, cluster)}."), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Gives a user another password, and takes all tokens away.</summary>
    /// <inheritdoc cref="AddAsync" path="/returns"/>
    public Task<string?> ChangePasswordAsync(string name, string password, CancellationToken cancellationToken) =>
        ChangeAsync(async db =>
        {
            if (IsFirstAdministrator(name))
                return $"The password of {AdministratorSetup.Name} is GLUSTERENGINE_ADMIN_PASSWORD, or else in the file admin-password of the data folder: change it there and start the engine again.";
            if (UserRules.PasswordProblem(password) is { } problem) return problem;
            if (await FindAsync(db, name, cancellationToken) is not { } user) return NoUser(name);
            await ChangePasswordAsync(db, user, hasher.HashPassword(user, password), cancellationToken);
            await TellAsync(db, user, (EventCode.UserPasswordChanged, $"The password of user {user.Name} was changed {By}."), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Gives a user another role in a cluster, or on everything, and takes all tokens away.</summary>
    /// <inheritdoc cref="AddAsync" path="/returns"/>
    public Task<string?> ChangeRoleAsync(string name, (Role? Role, string? Cluster) right, CancellationToken cancellationToken) =>
        ChangeAsync(async db =>
        {
            if (IsFirstAdministrator(name)) return $"{AdministratorSetup.Name} is always administrator of everything.";
            if (await FindAsync(db, name, cancellationToken) is not { } user) return NoUser(name);
            var (cluster, unknown) = await FindClusterAsync(db, right.Cluster, cancellationToken);
            if (unknown is not null) return unknown;
            SetRole(user, right.Role, cluster);
            await RevokeAsync(db, user, cancellationToken);
            await TellAsync(db, user, (EventCode.UserRoleChanged, $"User {user.Name} was given {Describe(right.Role, cluster)} {By}."), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Removes a user with all tokens. Jobs and events stay.</summary>
    /// <inheritdoc cref="AddAsync" path="/returns"/>
    public Task<string?> RemoveAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(async db =>
        {
            if (IsFirstAdministrator(name)) return $"{AdministratorSetup.Name} cannot be removed: the next start of the engine would make it anew.";
            if (await FindAsync(db, name, cancellationToken) is not { } user) return NoUser(name);
            db.Users.Remove(user);
            await TellAsync(db, user, (EventCode.UserRemoved, $"User {user.Name} was removed {By}."), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>All users by name, with their role on everything and the names of the clusters in which they have another.</summary>
    public async Task<IReadOnlyList<(string Name, Role? Role, IReadOnlyList<(string Cluster, Role Role)> Clusters)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var clusters = await db.Clusters.ToDictionaryAsync(static c => c.Id, static c => c.Name, cancellationToken);
        var users = await db.Users.AsNoTracking().Include(static u => u.ClusterRoles).OrderBy(static u => u.Name).ToListAsync(cancellationToken);
        return
        [
            .. users.Select(user => (user.Name, user.Role, (IReadOnlyList<(string, Role)>)
                [.. user.ClusterRoles.Select(role => (clusters[role.ClusterId], role.Role)).OrderBy(static role => role.Item1, StringComparer.Ordinal)])),
        ];
    }

    /// <summary>Gives a user another password, and takes all tokens away. The caller saves and commits.</summary>
    public static Task ChangePasswordAsync(EngineDb db, AppUser user, string hash, CancellationToken cancellationToken)
    {
        user.PasswordHash = hash;
        return RevokeAsync(db, user, cancellationToken);
    }

    private async Task<string?> ChangeAsync(Func<EngineDb, Task<string?>> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await change(db) is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>The user's row stays locked until the transaction ends, so that no token is handed out beside it.</summary>
    private static async Task<AppUser?> FindAsync(EngineDb db, string name, CancellationToken cancellationToken)
    {
        if (name.Contains('\0')) return null;
        var user = (await db.Users.FromSql($"select * from app_user where lower(name) = lower({name}) for update").ToListAsync(cancellationToken)).SingleOrDefault();
        if (user is not null) await db.UserClusterRoles.Where(r => r.UserId == user.Id).LoadAsync(cancellationToken);
        return user;
    }

    private static async Task<(Cluster? Cluster, string? Unknown)> FindClusterAsync(EngineDb db, string? asked, CancellationToken cancellationToken)
    {
        if (asked is null) return (null, null);
        var id = Guid.TryParse(asked, out var parsed) ? parsed : (Guid?)null;
        var cluster = await db.Clusters.AsNoTracking().SingleOrDefaultAsync(c => c.Name == asked || c.Id == id, cancellationToken);
        return cluster is null ? (null, $"There is no cluster '{asked}': name one by name or id.") : (cluster, null);
    }

    private static void SetRole(AppUser user, Role? role, Cluster? cluster)
    {
        if (cluster is null)
        {
            user.Role = role;
            user.IsAdministrator = role == Role.Administrator;
            return;
        }

        user.ClusterRoles.RemoveAll(r => r.ClusterId == cluster.Id && role is null);
        if (role is not { } given) return;
        if (user.ClusterRoles.Find(r => r.ClusterId == cluster.Id) is { } present) present.Role = given;
        else user.ClusterRoles.Add(new() { UserId = user.Id, ClusterId = cluster.Id, Role = given });
    }

    private static Task<int> RevokeAsync(EngineDb db, AppUser user, CancellationToken cancellationToken)
    {
        user.Revision++;
        return db.AccessTokens.Where(t => t.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task TellAsync(EngineDb db, AppUser user, (EventCode Code, string Text) told, CancellationToken cancellationToken) =>
        db.AppendEventsAsync([new(told.Code, EventSeverity.Normal, told.Text) { UserId = user.Id }], cancellationToken);

    private static bool IsFirstAdministrator(string name) => name.Equals(AdministratorSetup.Name, StringComparison.OrdinalIgnoreCase);

    private static string NoUser(string name) => $"There is no user '{name}'; 'user list' shows all.";

    private static string Describe(Role? role, Cluster? cluster) =>
        $"{(role is { } given ? $"the role {given.ToLowerText()}" : "no role")} {(cluster is null ? "on everything" : $"in cluster {cluster.Name}")}";
}
