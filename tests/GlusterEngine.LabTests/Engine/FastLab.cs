using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Nodes on which a rebalance starts in a second, and an engine over them that looks every second. Tests leave all of it running.</summary>
public sealed class FastLab : IAsyncLifetime
{
    public FastLab() => Engine = new(new GlusterLab { IsFast = true });

    public LabEngine Engine { get; }

    public async Task InitializeAsync()
    {
        // xunit sets a fixture up even when all its tests are skipped.
        if (LabRequirements.Missing is not null) return;
        await Engine.Lab.InitializeAsync();
        await Engine.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Engine.Lab.DisposeAsync();
    }
}
