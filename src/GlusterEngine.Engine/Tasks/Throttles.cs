using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Tasks;

/// <summary>Gluster's <c>cluster.rebal-throttle</c>: how much of a node a task may take. Pure.</summary>
internal static class Throttles
{
    public const string Option = "cluster.rebal-throttle";
    private static readonly string[] Values = ["lazy", "normal", "aggressive"];

    /// <summary>What is set on a volume; empty when it is not.</summary>
    public static string Current(GlusterVolume volume) => volume.Options.Find(static option => option.Name == Option)?.Value ?? "";

    public static IEnumerable<Refusal> Refusals(string? throttle, string verb)
    {
        if (throttle is not null && !Values.Contains(throttle, StringComparer.Ordinal))
        {
            yield return new("ACTION_TYPE_FAILED_BAD_THROTTLE",
                $"Cannot {verb}. There is no throttle '{throttle}': use {string.Join(", ", Values)}.", RefusalKind.BadParameters);
        }
    }
}
