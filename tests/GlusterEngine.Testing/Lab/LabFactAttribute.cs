using Xunit;

namespace GlusterEngine.Testing.Lab;

/// <summary>A test that needs real nodes; skipped, with the reason, where none can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute() => Skip = LabRequirements.Missing;
}
