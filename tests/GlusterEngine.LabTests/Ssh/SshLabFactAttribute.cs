using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>A test that needs real nodes with an sshd; skipped, with the reason, where none can run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SshLabFactAttribute : FactAttribute
{
    public SshLabFactAttribute() => Skip = SshLab.Missing;
}
