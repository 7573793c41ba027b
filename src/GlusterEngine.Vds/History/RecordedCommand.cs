namespace GlusterEngine.Vds.History;

/// <summary>A command as the glusterd that took it wrote it down.</summary>
/// <param name="Time">When it was over, by that host's clock.</param>
/// <param name="Command">Its words as typed, without <c>gluster</c>; long ones are cut.</param>
/// <param name="Succeeded">Whether gluster did it. A start that failed can have left a task all the same.</param>
public sealed record RecordedCommand(DateTimeOffset Time, string Command, bool Succeeded);
