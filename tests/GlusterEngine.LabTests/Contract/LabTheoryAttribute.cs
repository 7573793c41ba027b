using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Contract;

/// <summary>A theory that needs real nodes; skipped, with the reason, where none can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabTheoryAttribute : TheoryAttribute
{
    public LabTheoryAttribute() => Skip = LabRequirements.Missing;
}
