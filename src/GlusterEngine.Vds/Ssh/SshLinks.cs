using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The connections of this process, one per target. They end with it.</summary>
internal sealed class SshLinks(IOptions<SshOptions> options, EngineKey key, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<SshTarget, SshLink> _links = new();
    // Not below the data folder: the path of a socket may have 107 characters, and ssh adds some to it for a moment. Nobody else may enter it.
    private readonly Lazy<string> _folder = new(static () => Directory.CreateTempSubdirectory("glusterengine-ssh-").FullName);

    /// <summary>Folder for sockets and passing files.</summary>
    public string Folder => _folder.Value;

    /// <summary>The connection to a target, open or not.</summary>
    public SshLink Of(SshTarget target) => _links.GetOrAdd(target, added => new(added, options.Value, key, Folder, time));

    /// <summary>Ends the connection to a target; the next who needs it opens it anew.</summary>
    public void Close(SshTarget target)
    {
        if (_links.TryRemove(target, out var link)) link.Dispose();
    }

    public void Dispose()
    {
        foreach (var target in _links.Keys) Close(target);
        if (_folder.IsValueCreated) Directory.Delete(_folder.Value, recursive: true);
    }
}
