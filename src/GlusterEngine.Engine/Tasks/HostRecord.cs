using GlusterEngine.Vds.History;

namespace GlusterEngine.Engine.Tasks;

/// <summary>A command that a host's glusterd has written down.</summary>
/// <param name="Host">Name of the host where it was typed.</param>
/// <param name="Command">The command.</param>
public sealed record HostRecord(string Host, RecordedCommand Command);
