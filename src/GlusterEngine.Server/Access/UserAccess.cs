using System.Security.Cryptography;
using System.Text;
using GlusterEngine.Data;
using GlusterEngine.Data.Access;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Access;

/// <summary>Checks passwords and tokens. Passwords are kept as salted PBKDF2 hashes, tokens as SHA-256; neither is ever logged.</summary>
public sealed class UserAccess(
    IDbContextFactory<EngineDb> databases, IPasswordHasher<AppUser> hasher, LogInGuard guard, AccessRevision revision, IOptions<AccessOptions> options) : IDisposable
{
    // What was checked a moment ago, under a keyed hash so that no secret lies in memory for longer than its request.
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly MemoryCache checkedSecrets = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    // One name from one source is tried once at a time, so that many tries at once do not all come before the first is counted. Several names share one.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];

    // Hashed where there is no such user, so that an answer takes as long as for a wrong password.
    private readonly string nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    private static AppUser Nobody { get; } = new() { Id = Guid.Empty, Name = "nobody", PasswordHash = "" };

    /// <summary>Checks a password.</summary>
    /// <param name="name">User name.</param>
    /// <param name="password">Password.</param>
    /// <param name="source">Address of the client.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<PasswordAnswer> ByPasswordAsync(string name, string password, string source, CancellationToken cancellationToken)
    {
        var secret = Keyed($"password\n{name}\n{password}");
        var locked = Keyed($"locked\n{name.ToLowerInvariant()}\n{source}");
        if (await RecallPasswordAsync(secret, locked, cancellationToken) is { } known) return new(known);
        var turn = turns[KeyedBytes($"turn\n{name.ToLowerInvariant()}\n{source}")[0] % turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Whoever was in front may have had the same password.
            if (await RecallPasswordAsync(secret, locked, cancellationToken) is { } meanwhile) return new(meanwhile);
            var answer = await CheckAsync(name, password, source, secret, cancellationToken);
            if (answer.LockedUntil is { } until) checkedSecrets.Set(locked, until, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = until });
            return answer;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whose valid token it is; null when it is unknown, of the other kind, logged out, or was not used for too long.</summary>
    public async Task<LogIn?> ByTokenAsync(string token, TokenKind kind, CancellationToken cancellationToken)
    {
        var secret = Keyed($"{kind}\n{token}");
        var hash = HashOf(token);
        if (await RecallAsync(secret, (db, _) => FindTokenAsync(db, hash, kind, cancellationToken), cancellationToken) is { } known) return known;
        var seen = await revision.GetAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var used = await db.Database.ExecuteSqlAsync(
            $"""
            update access_token set last_used_at = now()
            where token_hash = {hash} and last_used_at >= now() - make_interval(mins => coalesce(idle_minutes, {options.Value.TokenIdleMinutes}))
            """,
            cancellationToken);
        return used > 0 && await FindTokenAsync(db, hash, kind, cancellationToken) is { } login ? Remember(secret, login, seen) : null;
    }

    /// <summary>A new token: 64 random bytes. Null when the user's password was changed since it was checked.</summary>
    /// <param name="login">Whose.</param>
    /// <param name="kind">How it will be shown.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <param name="idleMinutes">A session's own idle time; null = as for all.</param>
    /// <param name="needsHeader">Whether a session's cookie must be repeated in a header.</param>
    public async Task<string?> IssueTokenAsync(
        LogIn login, TokenKind kind, CancellationToken cancellationToken, int? idleMinutes = null, bool needsHeader = false)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64));
        var row = new AccessToken { TokenHash = HashOf(token), UserId = login.Caller.UserId!.Value, Kind = kind, IdleMinutes = idleMinutes, NeedsHeader = needsHeader };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.IssueTokenAsync(row, login.PasswordHash, (options.Value.TokenIdleMinutes, options.Value.MaxTokensPerUser), cancellationToken) ? token : null;
    }

    /// <summary>Makes a token invalid, of whatever kind, on all engines.</summary>
    public async Task RevokeTokenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from access_token where token_hash = {hash} returning user_id)
            update app_user set revision = revision + 1 from gone where app_user.user_id = gone.user_id
            """,
            cancellationToken);
        revision.Forget();
        foreach (var kind in Enum.GetValues<TokenKind>()) checkedSecrets.Remove(Keyed($"{kind}\n{token}"));
    }

    public void Dispose()
    {
        checkedSecrets.Dispose();
        foreach (var turn in turns) turn.Dispose();
    }

    private async Task<PasswordAnswer> CheckAsync(string name, string password, string source, string secret, CancellationToken cancellationToken)
    {
        var seen = await revision.GetAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await guard.LockedUntilAsync(db, name, source, cancellationToken) is { } until) return new(LogIn: null, until);
        // PostgreSQL cannot even look for a text with U+0000 in it.
        var wanted = name.Replace('\0', ' ');
        var user = await db.Users.AsNoTracking().Include(static u => u.ClusterRoles).SingleOrDefaultAsync(u => u.Name.ToLower() == wanted.ToLower(), cancellationToken);
        if (name.Contains('\0')) user = null;
        var verified = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, password);
        if (user is null || verified == PasswordVerificationResult.Failed)
        {
            return new(LogIn: null, await guard.FailedAsync(db, name, source, user, cancellationToken));
        }

        await LogInGuard.SucceededAsync(db, name, source, cancellationToken);
        return new(Remember(secret, LogInOf(user), seen));
    }

    /// <summary>Not in a pause: whoever tries many passwords would find out the remembered one then, at the speed of memory.</summary>
    private async ValueTask<LogIn?> RecallPasswordAsync(string secret, string locked, CancellationToken cancellationToken) =>
        checkedSecrets.TryGetValue(locked, out _) ? null : await RecallAsync(secret, (db, before) => FindUserAsync(db, before, cancellationToken), cancellationToken);

    /// <summary>What was remembered, looked at anew where users, roles or tokens changed since; null when there is nothing, or it holds no more.</summary>
    private async Task<LogIn?> RecallAsync(string secret, Func<EngineDb, LogIn, Task<LogIn?>> find, CancellationToken cancellationToken)
    {
        if (!checkedSecrets.TryGetValue(secret, out Remembered? known)) return null;
        var seen = await revision.GetAsync(cancellationToken);
        var (login, at) = known!.Last;
        if (at == seen) return login;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await find(db, login) is { } still)
        {
            // Not for longer than before: the time since it was really checked goes on.
            known.Last = new(still, seen);
            return still;
        }

        checkedSecrets.Remove(secret);
        return null;
    }

    private static async Task<LogIn?> FindUserAsync(EngineDb db, LogIn before, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().Include(static u => u.ClusterRoles)
            .SingleOrDefaultAsync(u => u.Id == before.Caller.UserId && u.PasswordHash == before.PasswordHash, cancellationToken);
        return user is null ? null : LogInOf(user);
    }

    private async Task<LogIn?> FindTokenAsync(EngineDb db, byte[] hash, TokenKind kind, CancellationToken cancellationToken)
    {
        var token = await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash && t.Kind == kind, cancellationToken);
        if (token is null) return null;
        var user = await db.Users.AsNoTracking().Include(static u => u.ClusterRoles).SingleOrDefaultAsync(u => u.Id == token.UserId, cancellationToken);
        return user is null ? null : LogInOf(user) with { NeedsHeader = token.NeedsHeader, IdleMinutes = token.IdleMinutes ?? options.Value.TokenIdleMinutes };
    }

    private LogIn Remember(string secret, LogIn login, decimal seen)
    {
        var time = Remembrance.For(options.Value.RememberSeconds, login.IdleMinutes);
        if (time > TimeSpan.Zero)
        {
            checkedSecrets.Set(secret, new Remembered(new(login, seen)), new MemoryCacheEntryOptions
            {
                Size = 1,
                AbsoluteExpirationRelativeToNow = time,
            });
        }

        return login;
    }

    private static LogIn LogInOf(AppUser user) => new(
        new Caller(user.Id, user.Name, user.Role, user.ClusterRoles.ToDictionary(static role => role.ClusterId, static role => role.Role)), user.PasswordHash);

    private string Keyed(string secret) => Convert.ToHexString(KeyedBytes(secret));

    private byte[] KeyedBytes(string secret) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>A checked secret's entry; several requests may look at it at once.</summary>
    private sealed class Remembered(Checked first)
    {
        private volatile Checked last = first;

        public Checked Last
        {
            get => last;
            set => last = value;
        }
    }

    private sealed record Checked(LogIn LogIn, decimal Revision);
}
