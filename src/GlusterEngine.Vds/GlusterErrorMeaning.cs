namespace GlusterEngine.Vds;

/// <summary>What a refusal means, told from <c>opErrno</c> and, because most share 30800, from its text.</summary>
public enum GlusterErrorMeaning
{
    /// <summary>A refusal that no rule knows; its text says what.</summary>
    Other,

    /// <summary>Another transaction holds the volume: may be tried again.</summary>
    Locked,

    /// <summary>No such task: never started, or stopped.</summary>
    TaskNotFound,

    /// <summary>A rebalance is running already, or the volume or its profile is started.</summary>
    AlreadyStarted,

    /// <summary>A migration is not committed or stopped yet.</summary>
    RemoveBrickPending,

    /// <summary>Gluster does not know the volume.</summary>
    VolumeNotFound,

    /// <summary>There is a volume of that name.</summary>
    VolumeExists,

    /// <summary>The volume is started.</summary>
    VolumeStarted,

    /// <summary>The volume is not profiled.</summary>
    ProfileNotStarted,

    /// <summary>A brick is part of a volume, or was.</summary>
    BrickInUse,

    /// <summary>Gluster advises against it and does it with force only.</summary>
    TakesForce,

    /// <summary>The volume is stopped.</summary>
    VolumeNotStarted,

    /// <summary>There is nothing to rebalance: not distributed, or a single brick.</summary>
    NotDistributed,

    /// <summary>The volume has no copies whose heals gluster counts: not replicated, or its self-heal is switched off.</summary>
    NotReplicated,

    /// <summary>Too few servers are up for a change.</summary>
    QuorumLost,

    /// <summary>A node that is needed is down.</summary>
    NodeDown,

    /// <summary>A brick that is needed is down.</summary>
    BrickDown,

    /// <summary>The bricks are not those of the volume or of the task, or do not form whole sets.</summary>
    WrongBricks,

    /// <summary>The bricks were never set to migrate.</summary>
    NotDecommissioned,

    /// <summary>The migration still runs.</summary>
    MigrationInProgress,

    /// <summary>Files failed or were skipped.</summary>
    MigrationIncomplete,

    /// <summary>Reducing the replica count migrates nothing.</summary>
    NotNeeded,

    /// <summary>A running task forbids it.</summary>
    TaskRunning,

    /// <summary>A geo-replication session forbids it.</summary>
    GeoReplicationActive,

    /// <summary>The process that moves the files cannot be asked: it is just starting, or just ending. May be tried again.</summary>
    ProcessUnreachable,

    /// <summary>A peer that holds bricks stays in the pool.</summary>
    PeerHoldsBricks,

    /// <summary>A host that is to join is in another pool, or has volumes of its own.</summary>
    PeerOfAnotherPool,

    /// <summary>A host that is to join does not answer the one that asks it.</summary>
    PeerUnreachable,

    /// <summary>The pool does not know the host.</summary>
    PeerNotFound,

    /// <summary>The volume's generation is not what this engine knows: somebody else changed the volume, or it is another one of that name. No word of gluster's own.</summary>
    GenerationMoved,

    /// <summary>Not all peers were seen connected right before a change that needs them, so gluster was not asked for it. No word of gluster's own.</summary>
    PeersAway,

    /// <summary>What the engine saw right before forbids the change, so gluster was not asked for it. No word of gluster's own.</summary>
    LookForbids,

    /// <summary>What had to be seen right before the change was asked for and did not come in time, so gluster was not asked for the change. No word of gluster's own.</summary>
    LookHung,

    /// <summary>VDSM lists no task of the volume, and what else it was asked does not show that there is none. No word of gluster's own.</summary>
    TasksUntold,

    /// <summary>A host has no such hook. No word of gluster's own.</summary>
    HookNotFound,

    /// <summary>A host has a hook of that name. No word of gluster's own.</summary>
    HookExists,

    /// <summary>Gluster did not understand the command line.</summary>
    BadArguments,
}
