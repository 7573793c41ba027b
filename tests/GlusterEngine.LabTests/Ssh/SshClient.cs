using GlusterEngine.LabTests.Contract;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Ssh;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>A VDS client with a key of its own, which all nodes of the lab let in.</summary>
public sealed class SshClient(SshLab fixture) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ssh-client-");
    private ServiceProvider? _services;

    /// <summary>The nodes, for the contract.</summary>
    public LabContractCluster? Cluster { get; private set; }

    public async Task InitializeAsync()
    {
        if (SshLab.Missing is not null) return;
        _services = new ServiceCollection().AddLogging().AddVds().AddSsh()
            .Configure<SshOptions>(options => (options.Folder, options.GuardProgram) = (_folder.FullName, fixture.Lab.SshGuard))
            .BuildServiceProvider();
        var key = _services.GetRequiredService<EngineKey>();
        Assert.Null(await key.EnsureAsync(CancellationToken.None));
        await fixture.Lab.AuthorizeAsync(key.Public!);
        Cluster = new(
            fixture.Lab, _services.GetRequiredService<IVdsClient>(), await Task.WhenAll(fixture.Lab.SshHostAsync(1), fixture.Lab.SshHostAsync(2), fixture.Lab.SshHostAsync(3)));
    }

    public async Task DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
