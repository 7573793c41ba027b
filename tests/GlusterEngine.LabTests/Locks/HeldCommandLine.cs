using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.LabTests.Locks;

/// <summary>The real command line with a host that goes silent: it answers nothing, and a change that is said to it arrives half a minute later.</summary>
internal sealed class HeldCommandLine(GlusterProcess inner) : IGlusterCommandLine
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<FencedOutcome> late = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Name of the silent host; null for none.</summary>
    public string? Silent { get; set; }

    /// <summary>What became of the change that arrived late.</summary>
    public Task<FencedOutcome> Late => late.Task;

    public Task<CommandOutcome> RunAsync(VdsHost host, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        host.Name == Silent
            ? Task.FromResult<CommandOutcome>(new CommandOutcome.TimedOut($"{host.Name} is silent."))
            : inner.RunAsync(host, arguments, timeout, cancellationToken);

    public async Task<FencedOutcome> RunFencedAsync(
        VdsHost host, VolumeFence fence, IReadOnlyList<string> arguments, (TimeSpan Command, TimeSpan Question) limits, CancellationToken cancellationToken)
    {
        if (host.Name != Silent) return await inner.RunFencedAsync(host, fence, arguments, limits, cancellationToken);
        await Task.Delay(Delay, TimeProvider.System, cancellationToken);
        var outcome = await inner.RunFencedAsync(host, fence, arguments, limits, CancellationToken.None);
        late.TrySetResult(outcome);
        return outcome;
    }
}
