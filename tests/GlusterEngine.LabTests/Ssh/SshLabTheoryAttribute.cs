using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>A theory that needs real nodes with an sshd; skipped, with the reason, where none can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshLabTheoryAttribute : TheoryAttribute
{
    public SshLabTheoryAttribute() => Skip = SshLab.Missing;
}
