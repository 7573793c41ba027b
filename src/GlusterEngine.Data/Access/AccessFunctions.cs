using GlusterEngine.Model;
using GlusterEngine.Model.Access;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Access;

/// <summary>Calls of the SQL functions about log-ins; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class AccessFunctions
{
    public static async Task<decimal> GetAccessRevisionAsync(this EngineDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<decimal>($"select GetAccessRevision() as \"Value\"").ToListAsync(cancellationToken))[0];

    /// <summary>Failures in a row, with this one.</summary>
    public static async Task<int> CountLogInFailureAsync(
        this EngineDb db, byte[] nameHash, string source, TimeSpan forgottenAfter, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<int>($"select CountLogInFailure({nameHash}, {source}, {forgottenAfter}) as \"Value\"").ToListAsync(cancellationToken))[0];

    /// <summary>Whether it was issued: false when the user is gone or has another password than the one that was checked.</summary>
    public static async Task<bool> IssueTokenAsync(
        this EngineDb db, AccessToken token, string passwordHash, (int IdleMinutes, int Most) limits, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>(
            $"""
            select IssueToken({token.UserId}, {passwordHash}, {token.TokenHash}, {token.Kind.ToUpperText()}, {token.IdleMinutes},
              {token.NeedsHeader}, {limits.IdleMinutes}, {limits.Most}) as "Value"
            """).ToListAsync(cancellationToken))[0];
}
