using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Tests that share an engine and its nodes: each takes its volumes along in the end, for the engine asks about every volume with every look.</summary>
/// <param name="engine">The engine.</param>
public abstract class EngineTests(LabEngine engine) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => engine.RemoveVolumesAsync();
}
