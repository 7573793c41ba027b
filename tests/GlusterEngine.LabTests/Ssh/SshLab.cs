using GlusterEngine.Testing.Lab;
using GlusterEngine.Testing.Ssh;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>Nodes on which a rebalance starts in a second, each with an sshd.</summary>
public sealed class SshLab : IAsyncLifetime
{
    /// <summary>Why it cannot run; null when it can, or must.</summary>
    public static string? Missing => LabRequirements.Missing ?? SshRequirements.Missing;

    public GlusterLab Lab { get; } = new() { IsFast = true };

    public async Task InitializeAsync()
    {
        // xunit sets a fixture up even when all its tests are skipped.
        if (Missing is not null) return;
        await Lab.InitializeAsync();
        await Lab.StartSshdsAsync();
    }

    public Task DisposeAsync() => Missing is null ? Lab.DisposeAsync() : Task.CompletedTask;
}
