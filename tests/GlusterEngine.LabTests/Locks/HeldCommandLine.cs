using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.LabTests.Locks;

/// <summary>The real command line, and a host that goes silent with a change on its way to it: it answers nothing more, and the change arrives half a minute later.</summary>
internal sealed class HeldCommandLine(GlusterProcess inner) : IGlusterCommandLine
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<FencedOutcome> late = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the host that is told the next change goes silent.</summary>
    public bool SilencesNext { get; set; }

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
        if (SilencesNext) (SilencesNext, Silent) = (false, host.Name);
        if (host.Name != Silent) return await inner.RunFencedAsync(host, fence, arguments, limits, cancellationToken);
        await Task.Delay(Delay, TimeProvider.System, cancellationToken);
        var outcome = await inner.RunFencedAsync(host, fence, arguments, limits, CancellationToken.None);
        late.TrySetResult(outcome);
        return outcome;
    }
}
