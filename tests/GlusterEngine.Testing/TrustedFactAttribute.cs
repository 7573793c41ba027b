using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test that marks a folder as a brick, with gluster's trusted attributes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TrustedFactAttribute : FactAttribute
{
    public TrustedFactAttribute()
    {
        if (!AdminCapability.IsHeld) Skip = "Sets trusted attributes of files; run the tests as root, where that is allowed, to see it.";
    }
}
