using System.Security.Cryptography;
using GlusterEngine.Data;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Makes sure that admin@internal can log in as the banner says: with <c>GLUSTERENGINE_ADMIN_PASSWORD</c> when it is set (a changed one counts from
/// the next start), else with what stands in a file that only the engine's account can read. A file that is missing, or whose password is not the
/// stored one, is made anew with a new password; engines that share a database therefore need a given one.
/// </summary>
public sealed class AdministratorSetup(
    IDbContextFactory<EngineDb> databases, IPasswordHasher<AppUser> hasher, IConfiguration configuration, DataFolder folder)
{
    public const string Name = "admin@internal";

    /// <summary>Where the made password lies.</summary>
    public string PasswordFile => Path.Combine(folder.Path, "admin-password");

    /// <summary>The password from the environment; null when none is set.</summary>
    public string? GivenPassword => configuration["GLUSTERENGINE_ADMIN_PASSWORD"] is { Length: > 0 } password
        ? password
        : configuration["GLUSTERENGINE_ADMIN_PASSWORD_FILE"] is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Hashes and files take their time on a busy machine, and nobody waits for these rows.
        await db.Database.ExecuteSqlAsync($"set local idle_in_transaction_session_timeout = 0", cancellationToken);
        // Of several engines that start at once on an empty database only one adds it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({Name}))", cancellationToken);
        var admin = await db.Users.SingleOrDefaultAsync(u => u.Name == Name, cancellationToken);
        if (admin is null)
        {
            admin = new() { Id = Guid.CreateVersion7(), Name = Name, PasswordHash = "", Role = Role.Administrator, IsAdministrator = true };
            db.Users.Add(admin);
        }

        var left = File.Exists(PasswordFile) ? (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim() : null;
        if (GivenPassword is { } given)
        {
            if (!IsPassword(admin, given)) await UserDirectory.ChangePasswordAsync(db, admin, hasher.HashPassword(admin, given), cancellationToken);
            // Whoever reads it would try it in vain.
            if (left != given) File.Delete(PasswordFile);
        }
        else if (left is null || !IsPassword(admin, left))
        {
            await UserDirectory.ChangePasswordAsync(db, admin, hasher.HashPassword(admin, await MakePasswordAsync(cancellationToken)), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private bool IsPassword(AppUser user, string password) =>
        user.PasswordHash.Length > 0 && hasher.VerifyHashedPassword(user, user.PasswordHash, password) != PasswordVerificationResult.Failed;

    private async Task<string> MakePasswordAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        var password = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        // An old file of a database that is gone may have wider rights, which creating over it would keep.
        File.Delete(PasswordFile);
        await using var writer = new StreamWriter(PasswordFile, options);
        await writer.WriteLineAsync(password.AsMemory(), cancellationToken);
        return password;
    }
}
