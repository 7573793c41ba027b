using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test that mounts a small file system of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    // CAP_SYS_ADMIN in the CapEff mask of /proc/self/status.
    private const int MayMount = 21;

    public TmpfsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true" && !CanMount()) Skip = "Mounts a small file system to fill it; run the tests as root, where mounting is allowed, to see it.";
    }

    private static bool CanMount()
    {
        var mask = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("CapEff:", StringComparison.Ordinal))["CapEff:".Length..];
        return (Convert.ToUInt64(mask.Trim(), 16) >> MayMount & 1) == 1;
    }
}
