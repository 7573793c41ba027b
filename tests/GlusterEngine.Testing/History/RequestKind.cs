namespace GlusterEngine.Testing.History;

/// <summary>What a client asked for. The first two make a job, the others work on the one that is there.</summary>
public enum RequestKind
{
    Rebalance,
    Migrate,
    StopRebalance,
    StopMigrate,
    Commit,
    ReleaseLease,
}
