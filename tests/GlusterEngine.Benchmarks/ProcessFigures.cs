using System.Diagnostics;
using System.Globalization;

namespace GlusterEngine.Benchmarks;

/// <summary>What a process has taken of the machine, as Linux tells it.</summary>
internal static class ProcessFigures
{
    /// <summary>Memory that it holds now, MiB.</summary>
    public static double Resident(int processId) => Mebibytes(processId, "VmRSS:");

    /// <summary>The most memory it ever held, MiB.</summary>
    public static double MostResident(int processId) => Mebibytes(processId, "VmHWM:");

    /// <summary>Processor time it has used so far.</summary>
    public static TimeSpan ProcessorTime(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    // VmRSS:     123456 kB
    private static double Mebibytes(int processId, string field)
    {
        var line = File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(field.Length, line.Length - field.Length - " kB".Length), CultureInfo.InvariantCulture) / 1024;
    }
}
