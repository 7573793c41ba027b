using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;

namespace GlusterEngine.Vds.Simulated;

/// <summary>The files of a simulated brick: what a migration has not moved away yet, could not move or passed over, and what a fault leaves.</summary>
internal static class BrickContent
{
    private const int MostPaths = 100;

    public static BrickScan Of(VolumeState volume, BrickAddress brick, BrickFaults faults, DateTimeOffset now)
    {
        var files = FilesLeft(volume, brick, now);
        var bytes = (files * volume.Definition.BytesPerFile) + faults.LeftoverBytes;
        files += faults.LeftoverFiles;
        return new BrickScan(files, bytes, [.. Enumerable.Range(1, (int)Math.Min(files, MostPaths)).Select(number => $"files/{number:D5}")], IsComplete: true);
    }

    private static long FilesLeft(VolumeState volume, BrickAddress brick, DateTimeOffset now)
    {
        if (volume.Task is not { Kind: SimulatedTaskKind.RemoveBrick } task || !task.Bricks.Contains(brick))
        {
            return volume.Definition.FilesToMove / volume.Definition.Bricks.Count;
        }

        // A node works through its bricks together.
        var node = task.On(brick.Host)!;
        return (node.FilesToMove - node.At(now).Files) / task.Bricks.Count(other => other.Host == brick.Host);
    }
}
