namespace GlusterEngine.Testing.History;

/// <summary>What a client asked for. The first three make a job, the others work on the one that is there, or on the lease alone.</summary>
public enum RequestKind
{
    Rebalance,
    Migrate,
    SetOption,
    StopRebalance,
    StopMigrate,
    Commit,
    Throttle,
    ReleaseLease,
    Resync,
}
