using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hosts;

namespace GlusterEngine.Engine.Hosts;

/// <summary>What forbids to activate or deactivate a host (keys: oVirt's). Pure.</summary>
internal static class HostStateRefusals
{
    public static IEnumerable<Refusal> Activate(Host host)
    {
        if (host.Status == HostStatus.Up)
            yield return new("VDS_CANNOT_ACTIVATE_VDS_ALREADY_UP", $"Cannot activate Host. {host.Name} is up already.", RefusalKind.Conflict);
    }

    public static IEnumerable<Refusal> Deactivate(Host host, bool stopsGluster)
    {
        if (stopsGluster)
        {
            yield return new("ACTION_TYPE_FAILED_CANNOT_STOP_GLUSTER",
                "Cannot switch Host to Maintenance mode. This engine does not stop gluster on a host: leave stop_gluster_service out, and stop glusterd on the host itself.",
                RefusalKind.BadParameters);
        }

        if (host.Status == HostStatus.Maintenance)
        {
            yield return new("VDS_CANNOT_MAINTENANCE_VDS_IS_IN_MAINTENANCE",
                $"Cannot switch Host to Maintenance mode. {host.Name} is in maintenance already.", RefusalKind.Conflict);
        }
    }
}
