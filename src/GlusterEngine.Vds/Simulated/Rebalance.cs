namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume rebalance VOLUME [fix-layout] start [force] | status | stop</c></summary>
internal static class Rebalance
{
    private const string Syntax = "volume rebalance <VOLNAME> {{fix-layout start} | {start [force]|stop|status}}";
    private const int Start = 1;
    private const int Stop = 2;
    private const int Status = 3;
    private const int StartFixLayout = 4;
    private const int StartForce = 5;

    public static SimulatedAnswer Answer(Question question) => (question.Words.Count, question[3], question[4]) switch
    {
        (4, "start", _) => AnswerChecked(question, Start),
        (5, "start", "force") => AnswerChecked(question, StartForce),
        (5, "fix-layout", "start") => AnswerChecked(question, StartFixLayout),
        (4, "status", _) => AnswerChecked(question, Status),
        (4, "stop", _) => AnswerChecked(question, Stop),
        _ => SimulatedAnswer.Usage(Syntax),
    };

    private static SimulatedAnswer AnswerChecked(Question question, int operation)
    {
        var name = question[2];
        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return Refuse(operation, $"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return Refuse(operation, "Another transaction is in progress. Please try again after some time.", VolumeStatus.Locked);
        }

        if (IsStart(operation) && !question.Cluster.HasQuorum(volume))
        {
            return Refuse(operation, "Quorum not met. Volume operation not allowed.");
        }

        if (volume.Definition.SetCount <= 1)
        {
            return Refuse(operation, $"Volume {name} is not a distribute volume or contains only 1 brick.\nNot performing rebalance");
        }

        if (!volume.Definition.IsStarted)
        {
            return Refuse(operation, $"Volume {name} needs to be started to perform rebalance");
        }

        return IsStart(operation) ? Begin(question, volume, operation) : Report(question, volume, operation);
    }

    private static SimulatedAnswer Begin(Question question, VolumeState volume, int operation)
    {
        var pending = $"A remove-brick task on volume {volume.Name} is not yet committed. Either commit or stop the remove-brick task.";
        var started = $"Rebalance on {volume.Name} is already started";
        if (volume.Task is { Kind: SimulatedTaskKind.RemoveBrick })
        {
            return Refuse(operation, pending);
        }

        var objection = question.ObjectionOf(volume.Task, started)
            ?? GhostTask.Objection(question, volume, kind => kind == SimulatedTaskKind.RemoveBrick ? pending : started);
        if (objection is not null)
        {
            return Refuse(operation, objection);
        }

        var kind = operation == StartFixLayout ? SimulatedTaskKind.FixLayout : SimulatedTaskKind.Rebalance;
        var task = TaskPlan.Rebalance(question, volume, kind);
        var duration = TimeSpan.FromSeconds(question.Options.StartSeconds);
        volume.Task = task;
        volume.LockedUntil = question.Now + duration;
        var document = CliDocument.Success().Begin("volRebalance").Leaf("task-id", task.Id).Leaf("op", operation).End("volRebalance");
        return SimulatedAnswer.Document(document) with { HasChanged = true, Duration = duration };
    }

    private static SimulatedAnswer Report(Question question, VolumeState volume, int operation)
    {
        if (volume.Task is not { Kind: not SimulatedTaskKind.RemoveBrick } task)
        {
            var words = $"Rebalance not started for volume {volume.Name}.";
            return Refuse(operation, GhostTask.Denial(question, volume, words) ?? words);
        }

        if (FrozenDaemon.IsIn(question, task))
        {
            return FrozenDaemon.Hang(question, volume, isStop: operation == Stop);
        }

        var document = CliDocument.Success().Begin("volRebalance").Leaf("task-id", task.Id).Leaf("op", operation);
        TaskRows.Write(document, question, task, isStop: operation == Stop);
        volume.Task = operation == Stop ? null : task;
        return SimulatedAnswer.Document(document.End("volRebalance")) with { HasChanged = operation == Stop };
    }

    private static bool IsStart(int operation) => operation is Start or StartForce or StartFixLayout;

    private static SimulatedAnswer Refuse(int operation, string words, int errno = 30800) => IsStart(operation)
        ? SimulatedAnswer.StartRefusal(operation, words, errno)
        : SimulatedAnswer.Refusal("volRebalance", words, exitCode: 1, errno);
}
