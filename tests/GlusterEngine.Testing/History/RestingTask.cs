namespace GlusterEngine.Testing.History;

/// <summary>A task that gluster lists at the end of the run.</summary>
/// <param name="Id">Gluster's id.</param>
/// <param name="IsOpen">Whether somebody has to follow it: it runs, or is a migration, which waits for commit or stop.</param>
public sealed record RestingTask(Guid Id, bool IsOpen);
