using System.Globalization;
using System.Runtime.InteropServices;

namespace GlusterEngine.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {Memory():F0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {Load()}");

    /// <summary>Load averages of 1, 5 and 15 minutes: above the number of cores, figures are those of a busy machine.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private static string Processor() => Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static double Memory() => double.Parse(Value("/proc/meminfo", "MemTotal")!.Split(' ')[0], CultureInfo.InvariantCulture) / (1 << 20);

    private static string? Value(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
