using System.Security.Cryptography;
using System.Text;
using GlusterEngine.Data;
using GlusterEngine.Data.Access;
using GlusterEngine.Data.Events;
using GlusterEngine.Model.Access;
using GlusterEngine.Model.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Access;

/// <summary>
/// Pauses after repeated failures, per user name and source, for all engines of the database. A name that no user has is treated like one that a user has,
/// so that nobody learns which is which.
/// </summary>
public sealed class LogInGuard(IOptions<AccessOptions> options)
{
    /// <summary>Until when no password is looked at; null when one may be.</summary>
    public async Task<DateTimeOffset?> LockedUntilAsync(EngineDb db, string name, string source, CancellationToken cancellationToken)
    {
        var hash = HashOf(name);
        return await db.Database.SqlQuery<DateTimeOffset?>(
            $"select locked_until as \"Value\" from log_in_failure where name_hash = {hash} and source = {source} and locked_until > now()").SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Counts a failure; after too many a pause begins, which an event tells.</summary>
    /// <param name="db">The database, without a transaction.</param>
    /// <param name="name">As given by the client.</param>
    /// <param name="source">Address of the client.</param>
    /// <param name="user">Who has that name; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Until when further tries are refused; null when they are not.</returns>
    public async Task<DateTimeOffset?> FailedAsync(EngineDb db, string name, string source, AppUser? user, CancellationToken cancellationToken)
    {
        var hash = HashOf(name);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var failures = await db.CountLogInFailureAsync(hash, source, LockOutRule.ForgottenAfter(options.Value), cancellationToken);
        DateTimeOffset? until = null;
        if (LockOutRule.PauseAfter(failures, options.Value) is { } pause)
        {
            until = await db.NowAsync(cancellationToken) + pause;
            await db.LogInFailures.Where(f => f.NameHash == hash && f.Source == source)
                .ExecuteUpdateAsync(set => set.SetProperty(static f => f.LockedUntil, until), cancellationToken);
            // A name that is none may be a password in the wrong field.
            await db.AppendEventsAsync([new(EventCode.UserLockedOut, EventSeverity.Warning,
                $"{(user is null ? "A user that does not exist" : $"User {user.Name}")} failed to log in from {source} {failures} times in a row; for {pause.TotalSeconds:0} s further tries from there are refused.")
            {
                UserId = user?.Id,
            }], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return until;
    }

    /// <summary>Forgets the failures before a success.</summary>
    public static Task SucceededAsync(EngineDb db, string name, string source, CancellationToken cancellationToken)
    {
        var hash = HashOf(name);
        return db.LogInFailures.Where(f => f.NameHash == hash && f.Source == source).ExecuteDeleteAsync(cancellationToken);
    }

    private static byte[] HashOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name.ToLowerInvariant()));
}
