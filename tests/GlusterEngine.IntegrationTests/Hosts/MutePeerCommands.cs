using System.Collections.Concurrent;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.IntegrationTests.Hosts;

/// <summary>The simulated gluster with a line on which <c>peer probe</c> and <c>peer detach</c> may get lost, on their way or on the way back.</summary>
internal sealed class MutePeerCommands : IGlusterCommandLine
{
    private static readonly CommandOutcome Nothing = new CommandOutcome.TimedOut("No reply came.");

    public SimulatedGluster Gluster { get; set; } = null!;

    public ConcurrentQueue<string> Said { get; } = new();

    public bool LosesReplies { get; set; }

    public bool LosesCommands { get; set; }

    public Action? BeforePeerCommand { get; set; }

    /// <summary>Runs when a host has told its pool.</summary>
    public Func<VdsHost, Task> AfterPoolList { get; set; } = static _ => Task.CompletedTask;

    public async Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (arguments[0] != "peer")
        {
            var told = await Gluster.RunAsync(host, arguments, timeout, cancellationToken);
            if (arguments is ["pool", "list"]) await AfterPoolList(host);
            return told;
        }

        Said.Enqueue(string.Join(' ', arguments));
        BeforePeerCommand?.Invoke();
        if (LosesCommands) return Nothing;
        var outcome = await Gluster.RunAsync(host, arguments, timeout, cancellationToken);
        return LosesReplies ? Nothing : outcome;
    }
}
