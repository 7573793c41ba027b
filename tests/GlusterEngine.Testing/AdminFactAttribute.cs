using Xunit;

namespace GlusterEngine.Testing;

/// <summary>A test of what only root may do. It is skipped where that is not allowed, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AdminFactAttribute : FactAttribute
{
    /// <param name="needed">What the test does that needs root, as the end of "The test ...".</param>
    public AdminFactAttribute(string needed)
    {
        if (Environment.GetEnvironmentVariable("CI") is not "true" && !AdminCapability.IsHeld) Skip = $"The test {needed}; run it as root, where that is allowed, to see it.";
    }
}
