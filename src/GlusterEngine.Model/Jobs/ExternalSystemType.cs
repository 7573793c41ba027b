namespace GlusterEngine.Model.Jobs;

/// <summary>Who runs the work behind a step.</summary>
public enum ExternalSystemType
{
    /// <summary>A VDSM host.</summary>
    Vdsm,

    /// <summary>Glusterd; the external id is its task id.</summary>
    Gluster,
}
