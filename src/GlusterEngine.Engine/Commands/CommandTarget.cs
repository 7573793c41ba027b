namespace GlusterEngine.Engine.Commands;

/// <summary>What a command is about, as far as rights go: on it the caller needs the command's role. Exactly one of the cases below.</summary>
public abstract record CommandTarget
{
    private CommandTarget()
    {
    }

    /// <summary>The engine as a whole: takes the role on everything.</summary>
    public static CommandTarget Engine { get; } = new WholeEngine();

    /// <summary>Something new of the caller's own: the role anywhere is enough.</summary>
    public static CommandTarget Own { get; } = new OwnWork();

    public static CommandTarget Cluster(Guid id) => new InCluster(id, Name: null, Refusals.NotFound("cluster", id));

    public static CommandTarget Volume(Guid clusterId, Guid id) => new InCluster(clusterId, Name: null, Refusals.NotFound("volume", id)) { VolumeId = id };

    public static CommandTarget Host(Guid id) => new OnHost(id, Refusals.NotFound("host", id));

    public sealed record WholeEngine : CommandTarget;

    public sealed record OwnWork : CommandTarget;

    /// <summary>A cluster, or something in it. By id, else by name.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name, where there is no id.</param>
    /// <param name="Absent">What is said when there is none, or none that the caller may see.</param>
    public sealed record InCluster(Guid? Id, string? Name, Refusal Absent) : CommandTarget
    {
        /// <summary>The volume in it; null when it is about the cluster.</summary>
        public Guid? VolumeId { get; init; }
    }

    /// <summary>A host; its cluster decides.</summary>
    public sealed record OnHost(Guid Id, Refusal Absent) : CommandTarget;

    /// <summary>A job that a client added: its owner needs the command's role anywhere, all others are administrators of everything.</summary>
    public sealed record OnJob(Guid Id, Refusal Absent) : CommandTarget;
}
