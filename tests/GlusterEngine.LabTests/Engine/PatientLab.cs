using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Unmodified gluster, whose rebalance start takes 10 s, and an engine that looks as often as it does for users.</summary>
public sealed class PatientLab : IAsyncLifetime
{
    public PatientLab() => Engine = new(new GlusterLab(), new Dictionary<string, string>
    {
        ["Tasks:IntervalSeconds"] = "5",
        ["Tasks:AbsenceSettlesSeconds"] = "8",
        ["Tasks:FreshHostSeconds"] = "15",
        ["Inventory:LightSeconds"] = "15",
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
