using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test with libgovirt, the client that virt-viewer has for oVirt.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GovirtFactAttribute : FactAttribute
{
    /// <summary>Debian's, which knows Debian's libraries.</summary>
    public const string Python = "/usr/bin/python3";

    public GovirtFactAttribute()
    {
        var isThere = File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/gi")
            && Directory.GetDirectories("/usr/lib").Any(static folder => File.Exists(Path.Combine(folder, "girepository-1.0", "GoVirt-1.0.typelib")));
        if (!isThere && Environment.GetEnvironmentVariable("CI") is not "true") Skip = "Needs libgovirt: apt-get install python3-gi gir1.2-govirt-1.0";
    }
}
