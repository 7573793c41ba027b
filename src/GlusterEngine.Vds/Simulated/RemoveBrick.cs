using System.Collections.Immutable;
using System.Globalization;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume remove-brick VOLUME [replica COUNT] BRICK ... start | status | stop | commit | force</c></summary>
internal static class RemoveBrick
{
    private const string Syntax = "volume remove-brick <VOLNAME> [replica <COUNT>] <BRICK> ... <start|stop|status|commit|force>";
    private const string Element = "volRemoveBrick";

    public static SimulatedAnswer Answer(Question question)
    {
        var hasReplica = question[3] == "replica";
        var bricks = ImmutableArray.CreateBuilder<BrickAddress>();
        for (var index = hasReplica ? 5 : 3; index < question.Words.Count - 1; index++)
        {
            if (BrickAddress.Parse(question[index]) is not { } brick)
            {
                return SimulatedAnswer.PlainText($"wrong brick type: {question[index]}, use <HOSTNAME>:<export-dir-abs-path>");
            }

            bricks.Add(brick);
        }

        var operation = question.Words[^1];
        return bricks.Count == 0 || operation is not ("start" or "status" or "stop" or "commit" or "force")
            ? SimulatedAnswer.Usage(Syntax)
            : AnswerChecked(question, operation, bricks.ToImmutable(), hasReplica ? question[4] : null);
    }

    private static SimulatedAnswer AnswerChecked(Question question, string operation, ImmutableArray<BrickAddress> bricks, string? replica)
    {
        var name = question[2];
        var isReport = operation is "status" or "stop";
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Volume {name} does not exist", isReport ? 30800 : 0);
        }

        if (volume.IsLocked(question.Now))
        {
            return SimulatedAnswer.EmptyRefusal(Element, volume.LockedWords, VolumeStatus.Locked);
        }

        if (isReport)
        {
            return Report(question, volume, bricks, isStop: operation == "stop");
        }

        return Objection(question, volume, bricks, replica, operation) ?? operation switch
        {
            "start" => Begin(question, volume, bricks),
            _ => Finish(question, volume, bricks, isForced: operation == "force", replica),
        };
    }

    /// <summary>What speaks against removing these bricks at all; null when nothing does.</summary>
    private static SimulatedAnswer? Objection(
        Question question, VolumeState volume, ImmutableArray<BrickAddress> bricks, string? replica, string operation)
    {
        var definition = volume.Definition;
        var size = definition.SetSize;
        var positions = bricks.Select(brick => definition.Bricks.ToList().FindIndex(known => known.Address == brick)).ToArray();
        var layout = definition.DisperseCount > 0 ? "disperse" : "replica";
        if (Array.FindIndex(positions, position => position < 0) is var unknown && unknown >= 0)
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Incorrect brick {bricks[unknown]} for volume {volume.Name}", errno: 0);
        }

        if (ReducedTo(definition, replica) is { } copies)
        {
            return ObjectionToReduction(definition, positions, copies, operation);
        }

        if (bricks.Length % size != 0)
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Remove brick incorrect brick count of {bricks.Length} for {layout} {size}", errno: 0);
        }

        if (positions.GroupBy(position => position / size).Any(set => set.Count() != size))
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Bricks not from same subvol for {layout}", errno: 0);
        }

        if (bricks.Length == definition.Bricks.Count)
        {
            return SimulatedAnswer.EmptyRefusal(Element, "Deleting all the bricks of the volume is not allowed");
        }

        return operation == "start" && !question.Cluster.HasQuorum(volume)
            ? SimulatedAnswer.EmptyRefusal(Element, "Quorum not met. Volume operation not allowed.")
            : null;
    }

    /// <summary>The replica count that is asked for, if it is less than the volume's; null when it stays.</summary>
    private static int? ReducedTo(SimulatedVolume definition, string? replica) =>
        int.TryParse(replica, CultureInfo.InvariantCulture, out var copies) && copies > 0 && copies < definition.ReplicaCount ? copies : null;

    /// <summary>As many bricks of each set must leave as there are copies less, and nothing is migrated (spec/gluster.md 2.3).</summary>
    private static SimulatedAnswer? ObjectionToReduction(SimulatedVolume definition, int[] positions, int copies, string operation)
    {
        var perSet = definition.ReplicaCount - copies;
        var needed = perSet * definition.SetCount;
        if (positions.Length != needed)
        {
            return SimulatedAnswer.EmptyRefusal(
                Element, $"need {needed}(xN) bricks for reducing replica count of the volume from {definition.ReplicaCount} to {copies}", errno: 0);
        }

        if (operation != "force")
        {
            return SimulatedAnswer.EmptyRefusal(Element, "Migration of data is not needed when reducing replica count. Use the 'force' option");
        }

        return positions.GroupBy(position => position / definition.SetSize).Any(set => set.Count() != perSet)
            ? SimulatedAnswer.EmptyRefusal(Element, $"Remove exactly {perSet} brick(s) from each subvolume", errno: 0)
            : null;
    }

    private static SimulatedAnswer Begin(Question question, VolumeState volume, ImmutableArray<BrickAddress> bricks)
    {
        if (!volume.Definition.IsStarted)
        {
            return SimulatedAnswer.EmptyRefusal(
                Element,
                $"Volume {volume.Name} needs to be started before remove-brick (you can use 'force' or 'commit' to override this behavior)");
        }

        var earlier = $"An earlier remove-brick task exists for volume {volume.Name}. Either commit it or stop it before starting a new task.";
        const string running = "Rebalance is in progress. Please retry after completion";
        if (volume.Task is { Kind: SimulatedTaskKind.RemoveBrick })
        {
            return SimulatedAnswer.EmptyRefusal(Element, earlier);
        }

        var objection = question.ObjectionOf(volume.Task, running)
            ?? GhostTask.Objection(question, volume, kind => kind == SimulatedTaskKind.RemoveBrick ? earlier : running);
        if (objection is not null)
        {
            return SimulatedAnswer.EmptyRefusal(Element, objection);
        }

        var task = TaskPlan.RemoveBrick(question, volume, bricks);
        var duration = TimeSpan.FromSeconds(question.Options.StartSeconds);
        volume.Task = task;
        volume.LockedUntil = question.Now + duration;
        return Done("Remove Brick start successful", task) with { Duration = duration };
    }

    private static SimulatedAnswer Report(Question question, VolumeState volume, ImmutableArray<BrickAddress> bricks, bool isStop)
    {
        if (!volume.Definition.IsStarted)
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Volume {volume.Name} needs to be started to perform rebalance");
        }

        if (volume.Task is not { Kind: SimulatedTaskKind.RemoveBrick } task)
        {
            var words = $"remove-brick not started for volume {volume.Name}.";
            return SimulatedAnswer.EmptyRefusal(Element, GhostTask.Denial(question, volume, words) ?? words);
        }

        // Any part of the bricks will do, and a stop of one of them stops them all (spec/gluster.md 2.2).
        if (bricks.Any(brick => !task.Bricks.Contains(brick)))
        {
            return SimulatedAnswer.EmptyRefusal(Element, $"Incorrect brick for volume {volume.Name}");
        }

        if (FrozenDaemon.IsIn(question, task))
        {
            return FrozenDaemon.Hang(question, volume, isStop);
        }

        var document = CliDocument.Success().Begin(Element).Leaf("task-id", task.Id);
        TaskRows.Write(document, question, task, isStop);
        volume.Task = isStop ? null : task;
        return SimulatedAnswer.Document(document.End(Element)) with { HasChanged = isStop };
    }

    private static SimulatedAnswer Finish(Question question, VolumeState volume, ImmutableArray<BrickAddress> bricks, bool isForced, string? replica)
    {
        var task = volume.Task is { Kind: SimulatedTaskKind.RemoveBrick } removal ? removal : null;
        if (!isForced && WhyNotCommit(question, task, bricks) is { } words)
        {
            return SimulatedAnswer.EmptyRefusal(Element, words);
        }

        var before = volume.Definition;
        var copies = ReducedTo(before, replica) ?? before.ReplicaCount;
        volume.Definition = before with
        {
            Bricks = [.. before.Bricks.Where(brick => !bricks.Contains(brick.Address))],
            ReplicaCount = copies,
            // The arbiter is the last brick of a set.
            ArbiterCount = bricks.Contains(before.Bricks[^1].Address) && copies < before.ReplicaCount ? 0 : before.ArbiterCount,
        };
        volume.Task = task is null ? volume.Task : null;
        return Done(isForced ? "Remove Brick commit force successful" : "Remove Brick commit successful", task);
    }

    private static string? WhyNotCommit(Question question, SimulatedTask? task, ImmutableArray<BrickAddress> bricks)
    {
        foreach (var brick in bricks)
        {
            if (task is null || !task.Bricks.Contains(brick))
            {
                return $"Brick {brick} is not decommissioned. Use start or force option";
            }

            if (!question.Cluster.IsUp(brick.Host))
            {
                return $"Host node of the brick {brick} is down";
            }

            // The node that migrates is the one that objects.
            var progress = task.On(brick.Host)!.At(question.Now);
            if (progress.Status == GlusterTaskStatus.InProgress)
            {
                return question.From(brick.Host, "use 'force' option as migration is in progress");
            }

            if (progress.Status == GlusterTaskStatus.Failed)
            {
                return question.From(brick.Host, "use 'force' option as migration has failed");
            }

            if (progress.Failed + progress.Skipped > 0)
            {
                return question.From(brick.Host, "use 'force' option as migration of some files might have been skipped or has failed");
            }
        }

        return null;
    }

    private static SimulatedAnswer Done(string words, SimulatedTask? task)
    {
        var document = new CliDocument(0, 0, words);
        _ = task is null ? document.Empty(Element) : document.Begin(Element).Leaf("task-id", task.Id).End(Element);
        return SimulatedAnswer.Document(document) with { HasChanged = true };
    }
}
