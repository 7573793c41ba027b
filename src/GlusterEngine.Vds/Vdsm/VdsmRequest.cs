using System.Text.Json.Nodes;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>One call of VDSM.</summary>
/// <param name="Method">Such as <c>GlusterVolume.set</c>.</param>
/// <param name="Parameters">All parameters by the names of VDSM's schema: it passes them on by position, so a missing one moves those after it (spec/vdsm.md 2).</param>
public sealed record VdsmRequest(string Method, JsonObject Parameters)
{
    /// <summary>A call without parameters.</summary>
    /// <param name="method">Such as <c>GlusterHost.list</c>.</param>
    public VdsmRequest(string method)
        : this(method, [])
    {
    }
}
