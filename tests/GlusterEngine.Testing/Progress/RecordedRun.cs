using System.Globalization;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Engine.Progress;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Testing.Gluster;

namespace GlusterEngine.Testing.Progress;

/// <summary>How a task of a real gluster got on, recorded by tools/record-runs.sh.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Work">What its nodes had to do, as the engine makes it out of the capacity of the bricks.</param>
/// <param name="Samples">Counters of all nodes at all looks, in order.</param>
public sealed record RecordedRun(string Name, TaskWork Work, IReadOnlyList<TaskSample> Samples)
{
    private static readonly DateTimeOffset Midnight = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<RecordedRun> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "fixtures", "gluster", RecordedAnswer.Version, "runs"), "*.csv").Order(StringComparer.Ordinal).Select(Read),
    ];

    public DateTimeOffset Start => Samples[0].TakenAt;

    /// <summary>The first look at which no node worked any more.</summary>
    public DateTimeOffset End => Samples[^1].TakenAt;

    public override string ToString() => Name;

    // # brick: peer,stays|leaves,inodes,bytes
    // seconds,peer,status,files,bytes,scanned,failed,skipped,run_time
    private static RecordedRun Read(string file)
    {
        var lines = File.ReadAllLines(file);
        const string brick = "# brick: ";
        var bricks = lines.Where(static line => line.StartsWith(brick, StringComparison.Ordinal)).Select(static line => line[brick.Length..].Split(',')).ToList();
        var fills = bricks.Select(static (brick, number) => new BrickFill(AddressOf(brick), Guid.Parse(brick[0]), (Guid.Empty, number), IsArbiter: false)
        {
            FileSystem = new($"/dev/sd{number}", long.MaxValue, long.MaxValue - Number(brick[3]), long.MaxValue, long.MaxValue - Number(brick[2])),
        }).ToList();
        var leaving = bricks.Where(static brick => brick[1] == "leaves").Select(AddressOf).ToList();
        return new(
            Path.GetFileNameWithoutExtension(file),
            new(VolumeWork.Of(fills, leaving, dataBricks: 1)),
            [.. lines.Where(static line => char.IsAsciiDigit(line[0])).Select(static line => Sample(line.Split(',')))]);
    }

    private static BrickAddress AddressOf(string[] brick) => new(brick[0], "/brick");

    private static TaskSample Sample(string[] row) => new(
        Midnight.AddSeconds(Real(row[0])),
        new(Guid.Parse(row[1]), (GlusterTaskStatus)Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[6]), Number(row[7]), Real(row[8])));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
