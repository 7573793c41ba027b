using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Vdsm.Connection;
using GlusterEngine.Vds.Vdsm.JsonRpc;
using GlusterEngine.Vds.Volumes;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>The <c>vdsm</c> transport: verbs as calls of VDSM on the host.</summary>
/// <param name="links">The connections.</param>
/// <param name="options">How much longer than gluster may take an answer is waited for.</param>
/// <param name="time">The clock of durations.</param>
internal sealed class VdsmChannel(VdsmLinks links, IOptions<VdsOptions> options, TimeProvider time) : IVdsChannel
{
    /// <inheritdoc/>
    public async Task<VdsReply<TReply>> SayAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (reply, lost) = await AskAsync(host, verb, limit, cancellationToken);
        return reply ?? await ExplainAsync(host, verb, (lost!, time.GetElapsedTime(started)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<FencedReply<TReply>> SayFencedAsync<TReply>(
        VdsHost host, VdsVerb<TReply> verb, VolumeFence fence, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        if (verb.VdsmRequests.Count == 0) return new(None(verb), FenceState.Blind, Value: null);
        var passage = await FencedSteps.PassAsync(new Speaker<TReply>(this, host, limits.Question), fence, cancellationToken);
        return new(passage.KeptBackBy ?? await SayAsync(host, verb, limits.Command, cancellationToken), passage.State, passage.Value);
    }

    /// <summary>Makes the verb's calls, and more where the answer is that a volume has no task. Without reply: gluster refused, and VDSM lost its words.</summary>
    private async Task<(VdsReply<TReply>? Reply, JsonRpcError? Lost)> AskAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, TimeSpan limit, CancellationToken cancellationToken)
    {
        var (reply, lost) = await AskOnceAsync(host, verb, limit, cancellationToken);
        return reply is VdsReply<TReply>.Answered { Value: var value } && verb.VolumeWithoutTask(value) is { } volume
            ? await AskAgainAsync(host, verb, volume, limit, cancellationToken)
            : (reply, lost);
    }

    /// <summary>Asks a question of its own, however long the verb that it explains may take.</summary>
    private Task<(VdsReply<TReply>? Reply, JsonRpcError? Lost)> QuestionAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, CancellationToken cancellationToken) =>
        AskAsync(host, verb, options.Value.Of(verb.Deadline), cancellationToken);

    /// <summary>
    /// Whether a volume has no task: VDSM is asked for what it would have counted for the list, and then for the list once more, which begins with the volume's
    /// status. So a rebalance status that failed for the lock of somebody else is not taken for one that found nothing.
    /// </summary>
    private async Task<(VdsReply<TReply>? Reply, JsonRpcError? Lost)> AskAgainAsync<TReply>(
        VdsHost host, VdsVerb<TReply> verb, string volume, TimeSpan limit, CancellationToken cancellationToken)
    {
        var (described, lost) = await AskOnceAsync(host, new VolumeInfoVerb(volume), options.Value.Of(VdsDeadline.Read), cancellationToken);
        if (described is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: [{ Bricks: [var brick, ..] }] }) return (described?.Map(static TReply (_) => throw new UnreachableException()), lost);
        var (migration, _) = await AskOnceAsync(host, new RemoveBrickStatusVerb(volume, [brick.Address]), options.Value.Of(VdsDeadline.Status), cancellationToken);
        var asked = time.GetTimestamp();
        var (rebalance, _) = await AskOnceAsync(host, new RebalanceStatusVerb(volume), options.Value.Of(VdsDeadline.Status), cancellationToken);
        return NoTaskRule.Doubt<TReply>(volume, migration, rebalance, time.GetElapsedTime(asked)) is { } doubt
            ? (doubt, null)
            : await AskOnceAsync(host, verb, limit, cancellationToken);
    }

    private async Task<(VdsReply<TReply>? Reply, JsonRpcError? Lost)> AskOnceAsync<TReply>(VdsHost host, VdsVerb<TReply> verb, TimeSpan limit, CancellationToken cancellationToken)
    {
        var requests = verb.VdsmRequests;
        if (requests.Count == 0) return (None(verb), null);
        var started = time.GetTimestamp();
        var results = new List<JsonElement>(requests.Count);
        foreach (var request in requests)
        {
            // VDSM sets gluster no limit, so an answer may come as late as gluster's own gives up.
            var left = limit + TimeSpan.FromSeconds(options.Value.KillAfterSeconds) - time.GetElapsedTime(started);
            switch (await links.To(host.Address).CallAsync(request, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken))
            {
                case VdsmAnswer.Result result:
                    results.Add(result.Value);
                    break;
                case VdsmAnswer.Failed failed:
                    return (VdsmReply.OfError(verb, failed.Error), failed.Error);
                case VdsmAnswer.NotSent notSent:
                    return (new VdsReply<TReply>.Unreachable(notSent.Reason), null);
                case VdsmAnswer.Lost lost:
                    return (new VdsReply<TReply>.Unknown(lost.Reason), null);
            }
        }

        return (Parse(verb, results), null);
    }

    private static VdsReply<TReply> Parse<TReply>(VdsVerb<TReply> verb, IReadOnlyList<JsonElement> results)
    {
        try
        {
            return new VdsReply<TReply>.Answered(verb.ParseVdsm(results));
        }
        catch (FormatException broken)
        {
            return new VdsReply<TReply>.Unknown($"VDSM's reply to {verb.Name} cannot be read: {broken.Message}");
        }
    }

    private static VdsReply<TReply>.Unreachable None<TReply>(VdsVerb<TReply> verb) => new($"VDSM has no verb for {verb.Name}; ask through a host with another transport.");

    /// <summary>Looks, to find out why gluster refused.</summary>
    private async Task<VdsReply<TReply>> ExplainAsync<TReply>(
        VdsHost host, VdsVerb<TReply> verb, (JsonRpcError Error, TimeSpan Elapsed) failed, CancellationToken cancellationToken)
    {
        var (listed, lost) = await QuestionAsync(host, new VolumeInfoVerb(), cancellationToken);

        // A glusterd that is away fails all verbs alike. Within that bound a change has not begun (see ReplyInterpreter).
        if (lost is not null && listed is null)
        {
            return verb.IsIdempotent || failed.Elapsed <= ReplyInterpreter.NeverConnected
                ? new VdsReply<TReply>.Unreachable($"glusterd of {host.Name} does not answer its VDSM, or refuses everything: {failed.Error.Message}")
                : new VdsReply<TReply>.Unknown($"glusterd of {host.Name} went away during {verb.Name}, {failed.Elapsed.TotalSeconds:0.0} s after it was asked.");
        }

        if (listed is not VdsReply<IReadOnlyList<VolumeDescription>>.Answered { Value: var volumes } || VolumeOf(verb) is not { } name) return VdsmReply.Unexplained(verb, failed.Error);
        if (volumes.FirstOrDefault(volume => volume.Name == name) is not { } volume)
            return new VdsReply<TReply>.Refused(new(-1, 0, $"Volume {name} does not exist", GlusterErrorMeaning.VolumeNotFound));
        var (tasks, _) = await QuestionAsync(host, new TaskListVerb(name), cancellationToken);
        var why = tasks switch
        {
            VdsReply<IReadOnlyList<VolumeTasks>>.Answered answered => verb.ExplainVdsm(volume, [.. answered.Value.SelectMany(static entry => entry.Tasks)]),
            VdsReply<IReadOnlyList<VolumeTasks>>.Refused { Error.Meaning: GlusterErrorMeaning.VolumeNotStarted } => verb.ExplainVdsm(volume, []),
            VdsReply<IReadOnlyList<VolumeTasks>>.Refused { Error: var error } when verb.IsIdempotent => error,
            _ => null,
        };
        // That there is no task now is what a stop that happened leaves behind, too.
        var mayBeItsWork = !verb.IsIdempotent && why?.Meaning == GlusterErrorMeaning.TaskNotFound && failed.Elapsed > ReplyInterpreter.NeverConnected;
        return why is null || mayBeItsWork ? VdsmReply.Unexplained(verb, failed.Error) : new VdsReply<TReply>.Refused(why);
    }

    /// <summary>The volume whose sight may explain a refusal. That of a verb that makes or deletes it tells nothing by being there or not: the verb may have done that.</summary>
    private static string? VolumeOf<TReply>(VdsVerb<TReply> verb) => verb is VolumeCreateVerb or VolumeDeleteVerb ? null : verb.VdsmRequests[^1].Parameters["volumeName"] is JsonValue name && name.TryGetValue(out string? text) ? text : null;

    private sealed class Speaker<TCommand>(VdsmChannel channel, VdsHost host, TimeSpan limit) : IFenceSpeaker<VdsReply<TCommand>>
    {
        public async Task<(VdsReply<TCommand> Answer, VdsReply<TReply> Reply)> SayAsync<TReply>(VdsVerb<TReply> verb, CancellationToken cancellationToken)
        {
            var reply = await channel.SayAsync(host, verb, limit, cancellationToken);

            // Handed back only where the command is not said; an answer then says nothing about it.
            return (reply is VdsReply<TReply>.Answered ? new VdsReply<TCommand>.Unreachable($"{verb.Name} was answered, and the command was not said.") : reply.Map(static TCommand (_) => throw new InvalidOperationException("An answer is not mapped.")), reply);
        }
    }
}
