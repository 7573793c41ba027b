using GlusterEngine.LabTests.Engine;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>An engine that reaches the nodes of the lab by ssh.</summary>
public sealed class SshEngine(SshLab fixture) : IAsyncLifetime
{
    public LabEngine Engine { get; } = new(fixture.Lab) { NodesOverSsh = [1, 2, 3] };

    public Task InitializeAsync() => SshLab.Missing is null ? Engine.StartAsync() : Task.CompletedTask;

    public Task DisposeAsync() => Engine.DisposeAsync().AsTask();
}
