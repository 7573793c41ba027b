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
    /// <summary>Gluster's id of the volume: another one of the name, which came after this one was deleted, is let alone. Null where it is not known, and not compared.</summary>
    public required Guid? VolumeId { get; init; }

    /// <summary>
    /// Whether the command is run only while all peers are connected, as the change of an option is: a peer that misses it restarts its bricks when it comes back. A task can be
    /// started and stopped without; its generation stays then. Default false.
    /// </summary>
    public bool NeedsAllPeers { get; init; }

    /// <summary>Key of the option.</summary>
    public const string Option = "user.glusterengine.generation";

    /// <summary>Volume, id and peers as <c>fenced.sh</c> is told them.</summary>
    internal string[] Words => [Volume, VolumeId?.ToString() ?? "", NeedsAllPeers ? "whole" : ""];

    /// <summary>What a look at the volume of this name shows; no generation where it is another volume.</summary>
    internal SeenGeneration Read(VolumeDescription found) => new(VolumeId is { } id && id != found.Id ? null : GenerationOf(found));

    /// <summary>Whether a change may be said under a generation that was seen.</summary>
    internal bool Allows(SeenGeneration seen) => seen.Generation is { } value && Expected.Contains(value);

    /// <summary>The generation of a volume; null when something else stands there.</summary>
    public static long? GenerationOf(VolumeDescription volume) =>
        !volume.Options.TryGetValue(Option, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
