using GlusterEngine.Server.Access;

namespace GlusterEngine.Server.Hosting;

/// <summary>Before anything else uses the database: opens it, makes sure that somebody can log in.</summary>
internal sealed class DatabasePreparation(DatabaseOpening opening, AdministratorSetup administrator) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await opening.RunAsync(cancellationToken);
        await administrator.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
