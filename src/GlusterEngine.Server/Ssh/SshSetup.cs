using GlusterEngine.Vds.Ssh;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Ssh;

/// <summary>What an administrator needs to let the engine in to a host: printed, without an engine being started.</summary>
internal static class SshSetup
{
    /// <summary>Prints the public half of the engine's key, and its line of authorized_keys.</summary>
    public static async Task<int> PrintKeyAsync()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = new SshOptions();
        configuration.GetSection("Ssh").Bind(options);
        options.Folder = SshFolder.Of(options, DataFolder.Of(configuration));
        var key = new EngineKey(Options.Create(options));
        if (await key.EnsureAsync(CancellationToken.None) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }

        Console.WriteLine($"""
            Public key of the engine:

            {key.Public}

            On each host, as root: put the output of ./run.sh guard into {options.GuardProgram}, executable, and this line into
            the account's ~/.ssh/authorized_keys:

            {SshGuard.AuthorizedKeysLine(key.Public!, options.GuardProgram)}
            """);
        return 0;
    }

    /// <summary>Prints the guard.</summary>
    public static int PrintGuard()
    {
        Console.Write(SshGuard.Script);
        return 0;
    }
}
