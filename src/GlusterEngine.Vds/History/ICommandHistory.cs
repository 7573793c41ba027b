namespace GlusterEngine.Vds.History;

/// <summary>Reads what the glusterd of a host has written down of the commands it took, where a transport can.</summary>
public interface ICommandHistory
{
    /// <summary>The latest commands about a volume's tasks, the oldest first.</summary>
    /// <param name="host">The host.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>What is there; nothing when it cannot be read. That a command is not in it says nothing: the file may be new, or cut.</returns>
    Task<IReadOnlyList<RecordedCommand>> ReadAsync(VdsHost host, string volume, CancellationToken cancellationToken);
}
