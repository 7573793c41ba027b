using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>
/// The hooks of a host's glusterd, the files <c>hooks/1/COMMAND/{pre,post}/[SK]NAME</c> below its working directory, where a transport reaches them. Gluster itself has no command for
/// them. Files of other names, links, and what is no file are passed over.
/// </summary>
internal interface IHookDirectory
{
    /// <summary>All hooks of a host; <see cref="VdsReply{TReply}.Unreachable"/> when they cannot be looked at.</summary>
    Task<VdsReply<IReadOnlyList<HookDescription>>> ListAsync(VdsHost host, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>What a hook holds; refused when it is not there, or too large.</summary>
    Task<VdsReply<HookContent>> ReadAsync(VdsHost host, HookName hook, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Changes a hook, or does nothing.</summary>
    Task<VdsReply<bool>> EditAsync(VdsHost host, HookEdit edit, TimeSpan limit, CancellationToken cancellationToken);
}
