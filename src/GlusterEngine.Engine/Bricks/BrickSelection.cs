using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Bricks;

/// <summary>The bricks of a volume that a client named, in the volume's order. Pure.</summary>
/// <param name="Bricks">Those that were found, each once.</param>
/// <param name="Unknown">References that name no brick of the volume, or two by id and name.</param>
internal sealed record BrickSelection(IReadOnlyList<GlusterBrick> Bricks, IReadOnlyList<BrickReference> Unknown)
{
    public static BrickSelection Of(GlusterVolume volume, IReadOnlyList<BrickReference> references)
    {
        var found = references.Select(reference => Find(volume, reference)).OfType<GlusterBrick>().Distinct().OrderBy(static brick => brick.BrickOrder).ToList();
        return new(found, [.. references.Where(reference => Find(volume, reference) is null)]);
    }

    public IEnumerable<Refusal> Refusals(GlusterVolume volume, string verb)
    {
        if (Bricks.Count == 0 && Unknown.Count == 0)
            yield return new("ACTION_TYPE_FAILED_BRICKS_REQUIRED", $"Cannot {verb} Brick(s). Bricks are required. Name them by id or as host:/directory.", RefusalKind.BadParameters);
        foreach (var reference in Unknown)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_BRICK_INVALID",
                $"Cannot {verb} Brick(s). Invalid gluster brick. Volume {volume.Name} has no brick {reference}.", RefusalKind.BadParameters);
        }
    }

    /// <summary>Neither id nor name goes before the other: who gives both and means two bricks may lose files with either.</summary>
    private static GlusterBrick? Find(GlusterVolume volume, BrickReference reference) => volume.Bricks.FirstOrDefault(brick =>
        (reference.Id is not null || reference.Name is not null)
        && (reference.Id is null || reference.Id == brick.Id)
        && (reference.Name is null || BrickAddress.Parse(reference.Name) == brick.Address));
}
