using Xunit;

namespace GlusterEngine.Testing.Ssh;

/// <summary>A test that needs a real sshd; skipped, with the reason, where none can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute() => Skip = SshRequirements.Missing;
}
