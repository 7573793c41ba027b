using GlusterEngine.Data;
using GlusterEngine.Data.Requests;
using GlusterEngine.Engine;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Idempotency;

/// <summary>
/// Idempotency keys in the database, which all engines share. Nothing is locked while a request is worked on: the claim is a row, and a command
/// commits only while the claim it works under is the newest of its key.
/// </summary>
internal sealed class ClaimedRequests(
    IDbContextFactory<EngineDb> databases, EngineIdentity engine, RunningCommands running, IOptions<IdempotencyOptions> options, TimeProvider time, ILogger<ClaimedRequests> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Takes the key, or waits until something can be said of the request that has it.</summary>
    /// <returns>What is known of the first request, never <see cref="KeyState.InFlight"/>; null when the key is the claim's.</returns>
    public async Task<(KeyState State, ClaimedRequest First)?> ClaimAsync(
        RequestClaim claim, byte[] hash, string correlationId, CancellationToken cancellationToken)
    {
        var draft = new ClaimDraft(hash, engine.Id, correlationId, TimeSpan.FromHours(options.Value.KeepHours));
        for (var pause = FirstPause; !await TryClaimAsync(claim, draft, cancellationToken); pause = Longer(pause))
        {
            ClaimedRequest? first;
            while ((first = await FindAsync(claim, cancellationToken)) is not null && KeyStates.Of(first, hash) == KeyState.InFlight)
            {
                await Task.Delay(pause, time, cancellationToken);
                pause = Longer(pause);
            }

            if (first is not null && KeyStates.Of(first, hash) is not KeyState.Abandoned and var state) return (state, first);
            draft = draft with { Abandoned = first?.ClaimToken };
        }

        return null;
    }

    /// <summary>Keeps the answer; without one, gives the key back. Where the database takes nothing, that is done as soon as it does again.</summary>
    public async Task SettleAsync(RequestClaim claim, KeptAnswer? answer)
    {
        if (await TrySettleAsync(claim, answer) is not { } problem) return;
        // The client gets its answer all the same. Should the engine end first, repetitions are answered by looking.
        Log.AnswerNotKept(logger, claim.Key, problem);
        _ = running.Run(async stopping =>
        {
            while (await TrySettleAsync(claim, answer) is not null) await Task.Delay(LongestPause, time, stopping);
            return true;
        });
    }

    /// <returns>Why not; null when it is done.</returns>
    private async Task<string?> TrySettleAsync(RequestClaim claim, KeptAnswer? answer)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            if (answer is null) await db.ReleaseRequestAsync(claim, CancellationToken.None);
            else await db.AnswerRequestAsync(claim, (answer.Status, answer.ContentType, answer.Location, answer.Body), CancellationToken.None);
            return null;
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
    }

    private async Task<bool> TryClaimAsync(RequestClaim claim, ClaimDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.ClaimRequestAsync(claim, draft, cancellationToken);
        }
        catch
        {
            // The claim may have been written all the same; nobody shall wait for it.
            await SettleAsync(claim, answer: null);
            throw;
        }
    }

    private async Task<ClaimedRequest?> FindAsync(RequestClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.FindClaimedRequestAsync(claim.UserId, claim.Key, cancellationToken);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 1.5 is var longer && longer < LongestPause ? longer : LongestPause;
}
