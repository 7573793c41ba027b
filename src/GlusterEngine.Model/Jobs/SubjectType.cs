namespace GlusterEngine.Model.Jobs;

/// <summary>Kind of object that a job is about.</summary>
public enum SubjectType
{
    /// <summary>A cluster.</summary>
    Cluster,

    /// <summary>A host.</summary>
    Host,

    /// <summary>A volume.</summary>
    GlusterVolume,

    /// <summary>A brick.</summary>
    GlusterBrick,
}
