namespace GlusterEngine.Model.Clusters;

/// <summary>Compatibility levels of oVirt's clusters. They govern virtual machines, so here they are no more than a word that clients find again.</summary>
public static class CompatibilityLevel
{
    /// <summary>What a cluster has whose client names none.</summary>
    public const string Newest = "4.7";

    /// <summary>Those of oVirt 4.5.</summary>
    public static IReadOnlyList<string> All { get; } = ["4.2", "4.3", "4.4", "4.5", "4.6", Newest];
}
