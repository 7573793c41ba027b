using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Nodes and an engine that tests break. An engine here gives up on a frozen node after 3 s.</summary>
public sealed class FaultLab : IAsyncLifetime
{
    public FaultLab() => Engine = new(new GlusterLab { IsFast = true }, new Dictionary<string, string>
    {
        ["Vds:ReadSeconds"] = "3",
        ["Vds:StatusSeconds"] = "3",
    });

    public LabEngine Engine { get; }

    public async Task InitializeAsync()
    {
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
