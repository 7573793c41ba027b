using System.Xml.Linq;

namespace GlusterEngine.Vds.Hooks;

/// <summary>What can be said about the hooks of a host. Gluster has no command for them, so where the host is not asked through VDSM its files are.</summary>
/// <typeparam name="TReply">What the host answers.</typeparam>
public abstract record HookVerb<TReply> : VdsVerb<TReply>
{
    /// <inheritdoc/>
    public sealed override VdsDeadline Deadline => VdsDeadline.Read;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> CommandLine => [];

    /// <inheritdoc/>
    public sealed override TReply Parse(XElement cliOutput) => throw new FormatException($"{Name} is not answered by gluster.");

    /// <summary>Says it to the files of a host.</summary>
    internal abstract Task<VdsReply<TReply>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken);
}
