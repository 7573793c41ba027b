using System.Collections.Concurrent;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.LabTests.Locks;

/// <summary>The real command line with a host that goes silent: its changes are held on their way, and it answers nothing until it is let go.</summary>
internal sealed class HeldCommandLine(GlusterProcess inner) : IGlusterCommandLine
{
    private readonly ConcurrentQueue<Func<Task<FencedOutcome>>> held = [];

    /// <summary>Name of the silent host; null for none.</summary>
    public string? Silent { get; set; }

    /// <summary>The change that was held longest arrives at last.</summary>
    public Task<FencedOutcome> ArriveAsync() => held.TryDequeue(out var late) ? late() : throw new InvalidOperationException("Nothing is held.");

    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        host.Name == Silent
            ? Task.FromResult<CommandOutcome>(new CommandOutcome.TimedOut($"{host.Name} is silent."))
            : inner.RunAsync(host, arguments, timeout, cancellationToken);

    public Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        if (host.Name != Silent) return inner.RunFencedAsync(host, fence, arguments, limits, cancellationToken);
        held.Enqueue(() => inner.RunFencedAsync(host, fence, arguments, limits, CancellationToken.None));
        return Task.FromResult(FencedOutcome.Read(new CommandOutcome.TimedOut($"{host.Name} is silent.")));
    }
}
