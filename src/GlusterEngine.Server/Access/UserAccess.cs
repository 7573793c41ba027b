using System.Security.Cryptography;
using System.Text;
using GlusterEngine.Data;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Access;

/// <summary>Checks passwords and tokens. Passwords are kept as salted PBKDF2 hashes, tokens as SHA-256; neither is ever logged.</summary>
public sealed class UserAccess(IDbContextFactory<EngineDb> databases, IPasswordHasher<AppUser> hasher, IOptions<AccessOptions> options) : IDisposable
{
    // What was checked a moment ago, under a keyed hash so that no secret lies in memory for longer than its request.
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly MemoryCache checkedSecrets = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    // Hashed where there is no such user, so that an answer takes as long as for a wrong password.
    private readonly string nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    private static AppUser Nobody { get; } = new() { Id = Guid.Empty, Name = "nobody", PasswordHash = "" };

    /// <summary>The user with this name and password; null when there is none.</summary>
    public async Task<AppUser?> ByPasswordAsync(string name, string password, CancellationToken cancellationToken)
    {
        var secret = Keyed($"password\n{name}\n{password}");
        if (checkedSecrets.TryGetValue(secret, out AppUser? known)) return known;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // PostgreSQL cannot even look for a text with U+0000 in it.
        var user = name.Contains('\0') ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Name.ToLower() == name.ToLower(), cancellationToken);
        var verified = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, password);
        return user is null || verified == PasswordVerificationResult.Failed ? null : Remember(secret, user);
    }

    /// <summary>The user a valid token was given to; null when it is unknown, logged out, or was not used for too long.</summary>
    public async Task<AppUser?> ByTokenAsync(string token, CancellationToken cancellationToken)
    {
        var secret = Keyed("token\n" + token);
        if (checkedSecrets.TryGetValue(secret, out AppUser? known)) return known;
        var hash = HashOf(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var oldest = (await db.NowAsync(cancellationToken)).AddMinutes(-options.Value.TokenIdleMinutes);
        var used = await db.Database.ExecuteSqlAsync(
            $"update access_token set last_used_at = now() where token_hash = {hash} and last_used_at >= {oldest}", cancellationToken);
        if (used == 0) return null;
        var user = await (from row in db.AccessTokens
                          join owner in db.Users on row.UserId equals owner.Id
                          where row.TokenHash == hash
                          select owner).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return user is null ? null : Remember(secret, user);
    }

    /// <summary>A new token for a user: 64 random bytes.</summary>
    public async Task<string> IssueTokenAsync(AppUser user, CancellationToken cancellationToken)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var oldest = (await db.NowAsync(cancellationToken)).AddMinutes(-options.Value.TokenIdleMinutes);
        await db.AccessTokens.Where(t => t.LastUsedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        db.AccessTokens.Add(new() { TokenHash = HashOf(token), UserId = user.Id });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>Makes a token invalid.</summary>
    public async Task RevokeTokenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.AccessTokens.Where(t => t.TokenHash == hash).ExecuteDeleteAsync(cancellationToken);
        checkedSecrets.Remove(Keyed("token\n" + token));
    }

    public void Dispose() => checkedSecrets.Dispose();

    private AppUser Remember(string secret, AppUser user)
    {
        if (options.Value.RememberSeconds > 0)
            checkedSecrets.Set(secret, user, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(options.Value.RememberSeconds) });
        return user;
    }

    private string Keyed(string secret) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
