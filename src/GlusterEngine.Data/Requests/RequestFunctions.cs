using GlusterEngine.Model.Requests;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Data.Requests;

/// <summary>Calls of the SQL functions about idempotency keys; what each does and locks is told in its file in <c>db/functions</c>.</summary>
public static class RequestFunctions
{
    /// <summary>Whether the key is the claim's now.</summary>
    public static async Task<bool> ClaimRequestAsync(this EngineDb db, RequestClaim claim, ClaimDraft draft, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>(
            $"""
            select ClaimRequest({claim.UserId}, {claim.Key}, {draft.RequestHash}, {claim.Token}, {draft.Abandoned},
              {draft.EngineId}, {draft.CorrelationId}, {draft.Keep}) as "Value"
            """).ToListAsync(cancellationToken))[0];

    /// <summary>What is known of the request of a key; null when the key is free.</summary>
    public static async Task<ClaimedRequest?> FindClaimedRequestAsync(this EngineDb db, Guid userId, string key, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<ClaimedRequest>(
            $"""
            select request_hash as "RequestHash", claim_token as "ClaimToken", in_flight as "InFlight", claimed_at as "ClaimedAt",
              correlation_id as "CorrelationId", written_at as "WrittenAt", result_id as "ResultId", status as "Status", content_type as "ContentType", location as "Location", body as "Body"
            from GetClaimedRequest({userId}, {key})
            """).ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>Whether the claim still counts, and the open transaction may commit.</summary>
    public static async Task<bool> WriteClaimedRequestAsync(this EngineDb db, RequestClaim claim, Guid? resultId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<bool>($"select WriteClaimedRequest({claim.UserId}, {claim.Key}, {claim.Token}, {resultId}) as \"Value\"")
            .ToListAsync(cancellationToken))[0];

    /// <summary>Whether nobody else has taken the key over, nor will before the open transaction ends.</summary>
    public static async Task<bool> HoldsClaimAsync(this EngineDb db, RequestClaim claim, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<Guid>(
            $"select claim_token from idempotent_request where user_id = {claim.UserId} and idempotency_key = {claim.Key} and claim_token = {claim.Token} for share")
            .ToListAsync(cancellationToken)).Count > 0;

    public static Task ReleaseRequestAsync(this EngineDb db, RequestClaim claim, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select ReleaseRequest({claim.UserId}, {claim.Key}, {claim.Token})", cancellationToken);

    /// <summary>Keeps the answer, unless somebody else works under the key by now.</summary>
    public static Task AnswerRequestAsync(
        this EngineDb db, RequestClaim claim, (short Status, string? ContentType, string? Location, byte[] Body) answer, CancellationToken cancellationToken) =>
        db.IdempotentRequests.Where(r => r.UserId == claim.UserId && r.IdempotencyKey == claim.Key && r.ClaimToken == claim.Token)
            .ExecuteUpdateAsync(
                set => set.SetProperty(static r => r.Status, answer.Status).SetProperty(static r => r.ContentType, answer.ContentType)
                    .SetProperty(static r => r.Location, answer.Location).SetProperty(static r => r.Body, answer.Body).SetProperty(static r => r.EngineId, (string?)null),
                cancellationToken);

    public static async Task<int> DeleteExpiredRequestsAsync(this EngineDb db, int most, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<int>($"select DeleteExpiredRequests({most}) as \"Value\"").ToListAsync(cancellationToken))[0];
}
