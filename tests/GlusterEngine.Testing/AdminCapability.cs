namespace GlusterEngine.Testing;

/// <summary>Whether the tests may do what takes more than root's name: mounting, and trusted attributes of files.</summary>
internal static class AdminCapability
{
    // CAP_SYS_ADMIN in the CapEff mask of /proc/self/status.
    private const int Bit = 21;

    public static bool IsHeld
    {
        get
        {
            var mask = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("CapEff:", StringComparison.Ordinal))["CapEff:".Length..];
            return (Convert.ToUInt64(mask.Trim(), 16) >> Bit & 1) == 1;
        }
    }
}
