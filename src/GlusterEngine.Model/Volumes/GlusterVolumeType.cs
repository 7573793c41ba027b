namespace GlusterEngine.Model.Volumes;

/// <summary>Layout of a volume, by oVirt names.</summary>
public enum GlusterVolumeType
{
    /// <summary>Files spread over bricks.</summary>
    Distribute,

    /// <summary>One replica set.</summary>
    Replicate,

    /// <summary>Files spread over replica sets.</summary>
    DistributedReplicate,

    /// <summary>One stripe set (gone since gluster 6).</summary>
    Stripe,

    /// <summary>Spread stripe sets.</summary>
    DistributedStripe,

    /// <summary>Stripe of replicas.</summary>
    StripedReplicate,

    /// <summary>Spread stripes of replicas.</summary>
    DistributedStripedReplicate,

    /// <summary>One disperse set.</summary>
    Disperse,

    /// <summary>Files spread over disperse sets.</summary>
    DistributedDisperse,

    /// <summary>A layout this engine does not know.</summary>
    Unknown,
}
