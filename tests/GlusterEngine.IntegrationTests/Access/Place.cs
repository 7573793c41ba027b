namespace GlusterEngine.IntegrationTests.Access;

/// <summary>Where a role counts, or where it is needed.</summary>
public enum Place
{
    /// <summary>On everything.</summary>
    Everything,

    /// <summary>In the cluster demo.</summary>
    Demo,

    /// <summary>In another cluster.</summary>
    Other,

    /// <summary>Wherever the caller has a role.</summary>
    Anywhere,

    /// <summary>On a job that an administrator added.</summary>
    AdministratorsJob,
}
