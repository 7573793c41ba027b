using System.Security.Cryptography;
using GlusterEngine.Data;
using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Makes sure that admin@internal can log in: with <c>GLUSTERENGINE_ADMIN_PASSWORD</c> when it is set (a changed one counts from the next start),
/// else with a password that is made once and left in a file that only the engine's account can read.
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
        var admin = await db.Users.SingleOrDefaultAsync(u => u.Name == Name, cancellationToken);
        if (GivenPassword is { } given)
        {
            if (admin is null) db.Users.Add(Create(given));
            else if (hasher.VerifyHashedPassword(admin, admin.PasswordHash, given) == PasswordVerificationResult.Failed) admin.PasswordHash = hasher.HashPassword(admin, given);
        }
        else if (admin is null)
        {
            db.Users.Add(Create(await MakePasswordAsync(cancellationToken)));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private AppUser Create(string password)
    {
        var user = new AppUser { Id = Guid.CreateVersion7(), Name = Name, PasswordHash = "", IsAdministrator = true };
        user.PasswordHash = hasher.HashPassword(user, password);
        return user;
    }

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
