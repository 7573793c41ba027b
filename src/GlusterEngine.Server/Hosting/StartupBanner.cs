using GlusterEngine.Server.Access;
using GlusterEngine.Server.Rest;
using GlusterEngine.Server.Tls;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GlusterEngine.Server.Hosting;

/// <summary>Tells the user where everything is, once the engine answers.</summary>
internal sealed class StartupBanner(IServer server, IHostApplicationLifetime lifetime, AdministratorSetup administrator, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var root = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (root is null) return;
        var password = administrator.GivenPassword is null ? $"in {administrator.PasswordFile}" : "as set in the environment";
        var ca = services.GetService<ServerCertificates>()?.OwnCaFile is { } file ? $"\n  CA        {file}" : "";
        Console.WriteLine($"""

            GlusterEngine is up.
              API       {root}{ApiPath.Base}
              Swagger   {root}/swagger
              Health    {root}/health/ready
              User      {AdministratorSetup.Name}, password {password}{ca}

            """);
    }
}
