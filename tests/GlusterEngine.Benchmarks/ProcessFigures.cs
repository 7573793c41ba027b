using System.Globalization;

namespace GlusterEngine.Benchmarks;

/// <summary>What a process has taken of the machine, as Linux tells it.</summary>
internal static class ProcessFigures
{
    /// <summary>Memory that it holds now, MiB.</summary>
    public static double Resident(int processId) => Mebibytes(processId, "VmRSS:");

    /// <summary>The most memory it ever held, MiB.</summary>
    public static double MostResident(int processId) => Mebibytes(processId, "VmHWM:");

    /// <summary>Processor time that a process has used so far, with that of its children that have ended.</summary>
    public static TimeSpan ProcessorTime(int processId) => Read($"/proc/{processId}").ProcessorTime;

    /// <summary>The same over this process and all that it has started: client, engine and database.</summary>
    public static TimeSpan ProcessorTimeOfAll()
    {
        var children = Directory.GetDirectories("/proc").Where(static folder => char.IsAsciiDigit(folder[^1])).Select(Read).ToLookup(static process => process.Parent);
        return Sum(Environment.ProcessId) + ProcessorTime(Environment.ProcessId);

        TimeSpan Sum(int parent) => children[parent].Aggregate(TimeSpan.Zero, (sum, child) => sum + child.ProcessorTime + Sum(child.Id));
    }

    // 4711 (name of (any) kind) S 1 ...; the 14th to 17th are hundredths of seconds: user, system, and the same of ended children.
    private static (int Id, int Parent, TimeSpan ProcessorTime) Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var hundredths = fields[11..15].Sum(static ticks => long.Parse(ticks, CultureInfo.InvariantCulture));
            return (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture), TimeSpan.FromSeconds(hundredths / 100.0));
        }
        catch (IOException)
        {
            return default; // It has ended meanwhile.
        }
    }

    // VmRSS:     123456 kB
    private static double Mebibytes(int processId, string field)
    {
        var line = File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(field.Length, line.Length - field.Length - " kB".Length), CultureInfo.InvariantCulture) / 1024;
    }
}
