using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test that mounts a small file system of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true" && !AdminCapability.IsHeld) Skip = "Mounts a small file system to fill it; run the tests as root, where mounting is allowed, to see it.";
    }
}
