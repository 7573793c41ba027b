using System.Globalization;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Bricks;

namespace GlusterEngine.Vds.Ssh;

/// <summary>Reads the guard's look at a brick. Pure.</summary>
internal static class SshBrickLook
{
    // What timeout(1) ends with where it had to.
    private const string TimedOut = "124";
    private const string Killed = "137";

    /// <summary>
    /// Raw: <c>volume HEX</c> (the id in the folder's attributes, or nothing, and then nothing more), a line per path (<c>path RELATIVE</c>, a hundred at most), then <c>files N</c>,
    /// <c>bytes N</c> and <c>status N</c>, with which the search ended.
    /// </summary>
    public static VdsReply<BrickScan> Read(string output, BrickAddress brick, Guid volumeId)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).Where(static words => words.Length == 2).ToLookup(
            static words => words[0], static words => words[1], StringComparer.Ordinal);
        if (!Guid.TryParseExact(lines["volume"].FirstOrDefault(), "N", out var id))
            return new VdsReply<BrickScan>.Unknown($"{brick} does not show the volume id of a brick; see that its file system is mounted.");
        if (id != volumeId) return new VdsReply<BrickScan>.Unknown($"{brick} shows the id of another volume.");
        var status = lines["status"].FirstOrDefault();
        if (Number("files") is not { } files || Number("bytes") is not { } bytes || status is not ("0" or TimedOut or Killed))
            return new VdsReply<BrickScan>.Unknown($"{brick} could not be read: the search ended with {status ?? "no word"}.");
        return new VdsReply<BrickScan>.Answered(new(files, bytes, [.. lines["path"]], IsComplete: status == "0"));

        long? Number(string name) => long.TryParse(lines[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
