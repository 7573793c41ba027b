using System.Xml.Linq;

namespace GlusterEngine.Vds.Tasks;

/// <summary>Tasks of all started volumes, or of one. With all volumes, one whose lock is held is left out without a word (spec/gluster.md 0.2).</summary>
/// <param name="Volume">One volume; null for all.</param>
public sealed record TaskListVerb(string? Volume = null) : VdsVerb<IReadOnlyList<VolumeTasks>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterTask.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "status", Volume ?? "all", "tasks"];

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeTasks> Parse(XElement cliOutput) => throw new NotSupportedException();
}
