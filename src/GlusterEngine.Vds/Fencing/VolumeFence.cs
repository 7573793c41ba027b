using System.Globalization;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds.Fencing;

/// <summary>
/// What the generation of a volume has to be for a command to be run, and what it becomes right before that. Gluster keeps it on all peers, as the option
/// <see cref="Option"/> of the volume; one that has none is at 0.
/// </summary>
/// <param name="Volume">The volume.</param>
/// <param name="Expected">What it may be: the last one known, and those of commands whose outcome nobody knows.</param>
/// <param name="Next">What it becomes; greater than all before.</param>
public sealed record VolumeFence(string Volume, IReadOnlyCollection<long> Expected, long Next)
{
    /// <summary>Key of the option.</summary>
    public const string Option = "user.glusterengine.generation";

    /// <summary>Whether a change may be said under a generation that was seen.</summary>
    internal bool Allows(SeenGeneration seen) => seen.Generation is { } value && Expected.Contains(value);

    /// <summary>The generation of a volume; null when something else stands there.</summary>
    public static long? GenerationOf(VolumeDescription volume) =>
        !volume.Options.TryGetValue(Option, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
