using System.Text;
using GlusterEngine.Vds.CommandLine;

namespace GlusterEngine.Vds.History;

/// <summary>
/// The history of a <c>cli</c> host. Its glusterd keeps the file open, so that it is found through the process behind the socket, wherever the log folder is.
/// Read is the end of it only.
/// </summary>
internal sealed class LocalCommandHistory : ICommandHistory
{
    private const int MostBytes = 256 << 10;

    public Task<IReadOnlyList<RecordedCommand>> ReadAsync(VdsHost host, string volume, CancellationToken cancellationToken) =>
        Task.Run(() => CommandHistoryLines.Read(Tail(host), volume), cancellationToken);

    private static string Tail(VdsHost host)
    {
        using var file = GlusterdFiles.OpenHistory(host);
        if (file is null) return "";
        try
        {
            file.Seek(Math.Max(0, file.Length - MostBytes), SeekOrigin.Begin);
            var bytes = new byte[MostBytes];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false));
        }
        catch (IOException)
        {
            // What cannot be read is no evidence, and nothing else depends on it.
            return "";
        }
    }
}
