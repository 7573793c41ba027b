using System.Globalization;
using System.Text;

namespace GlusterEngine.Vds.Simulated;

/// <summary><c>volume heal VOLUME statistics heal-count</c>: plain text even with <c>--xml</c>, and refusals on standard error.</summary>
internal static class HealCount
{
    private const string Syntax = "volume heal <VOLNAME> [enable | disable | full |statistics [heal-count [replica <HOSTNAME:BRICKNAME>]] |info]";

    public static SimulatedAnswer Answer(Question question)
    {
        if (question.Words is not [_, _, var name, "statistics", "heal-count"])
        {
            return SimulatedAnswer.Usage(Syntax);
        }

        if (!question.Cluster.Volumes.TryGetValue(name, out var volume))
        {
            return Refuse(name, $"Volume {name} does not exist");
        }

        if (volume.IsLocked(question.Now))
        {
            return Refuse(name, volume.LockedWords);
        }

        if (!volume.Definition.IsStarted)
        {
            return Refuse(name, $"Volume {name} is not started.");
        }

        return volume.Definition switch
        {
            { DisperseCount: > 0 } => Refuse(name, $"This command is supported for only volume of replicated type. Volume {name} is not of type replicate"),
            { ReplicaCount: <= 1 } => Refuse(name, $"Self-heal-daemon is disabled. Heal will not be triggered on volume {name}"),
            _ => Count(question, volume),
        };
    }

    private static SimulatedAnswer Count(Question question, VolumeState volume)
    {
        var text = new StringBuilder($"Gathering count of entries to be healed on volume {volume.Name} has been successful \n");
        foreach (var brick in volume.Definition.Bricks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nBrick {brick.Address}\n");
            _ = question.Cluster.IsUp(brick.Address.Host)
                ? text.Append(CultureInfo.InvariantCulture, $"Number of entries: {question.Cluster.Faults.Brick(brick.Address).PendingHeals}\n")
                : text.Append("No gathered input for this brick\n");
        }

        return new SimulatedAnswer(new(0, text.ToString(), ""));
    }

    private static SimulatedAnswer Refuse(string volume, string words) =>
        new(new(1, "", $"Gathering count of entries to be healed on volume {volume} has been unsuccessful:\n{words}\n"));
}
