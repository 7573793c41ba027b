using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The connections of this process, one per target. They end with it.</summary>
internal sealed class SshLinks(IOptions<SshOptions> options, EngineKey key, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<SshTarget, SshLink> _links = new();
    private readonly Lock _turn = new();
    private string? _folder;

    /// <summary>The connection to a target, open or not.</summary>
    public SshLink Of(SshTarget target) => _links.GetOrAdd(target, added => new(added, options.Value, key, EnsureFolder, time));

    /// <summary>
    /// Folder for sockets and passing files, which nobody else may enter; made anew when it was cleaned away. Not below the data folder: the path of a socket may
    /// have 107 characters, and ssh adds some to it for a moment.
    /// </summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public string EnsureFolder()
    {
        lock (_turn)
        {
            return Directory.Exists(_folder) ? _folder : _folder = Directory.CreateTempSubdirectory("glusterengine-ssh-").FullName;
        }
    }

    /// <summary>Ends the connection to a target; the next who needs it opens it anew.</summary>
    public void Close(SshTarget target)
    {
        if (_links.TryRemove(target, out var link)) link.Dispose();
    }

    public void Dispose()
    {
        foreach (var target in _links.Keys) Close(target);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
