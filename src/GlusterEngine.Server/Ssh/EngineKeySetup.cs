using GlusterEngine.Vds.Ssh;

namespace GlusterEngine.Server.Ssh;

/// <summary>Makes the engine's ssh key at its first start. Without an OpenSSH client it does without: that concerns hosts of that transport only.</summary>
internal sealed class EngineKeySetup(EngineKey key, ILogger<EngineKeySetup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await key.EnsureAsync(cancellationToken) is { } problem) Log.NoKey(logger, problem);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
