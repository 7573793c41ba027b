using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test of what the engine does as root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Tells what happens as root; run the tests as root to see it.";
        }
    }
}
