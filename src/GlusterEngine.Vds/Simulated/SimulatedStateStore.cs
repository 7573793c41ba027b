using System.Buffers.Binary;
using System.Text.Json;

namespace GlusterEngine.Vds.Simulated;

/// <summary>
/// Keeps the clusters in one JSON file, which several engines may share: a turn at a time, under a lock of the operating system on a file
/// beside it that counts the changes. Progress is not in it: it follows from the time, so a restart loses nothing.
/// </summary>
/// <param name="path">The file; null keeps nothing.</param>
internal sealed class SimulatedStateStore(string? path)
{
    // EWOULDBLOCK of Linux: what .NET reports when another process has the lock.
    private const int WouldBlock = 11;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();
    private long known = -1;

    /// <summary>Works on the clusters while no other process does, after taking over what others have changed.</summary>
    /// <param name="take">Takes the clusters over as another process left them.</param>
    /// <param name="work">The work, and whether it changed what is kept.</param>
    /// <param name="save">The clusters as they are.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public T Run<T>(Action<IReadOnlyList<SavedCluster>> take, Func<(T Result, bool HasChanged)> work, Func<IEnumerable<SavedCluster>> save)
    {
        if (path is null)
        {
            return work().Result;
        }

        lock (gate)
        {
            using var turn = Enter(path + ".lock");
            var changes = Read(turn);
            if (changes != known)
            {
                take(Load(path));
                known = changes;
            }

            var (result, hasChanged) = work();
            if (hasChanged)
            {
                // Counted first: should this process die in between, the others read the old state once more.
                Write(turn, ++known);
                Save(path, save());
            }

            return result;
        }
    }

    private static IReadOnlyList<SavedCluster> Load(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<SavedCluster>>(File.ReadAllBytes(path), Json) ?? [];
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"The state of the simulated clusters in {path} cannot be read; remove the file to begin anew.", damage);
        }
    }

    /// <summary>A crash leaves the old file or the new one, never half of it.</summary>
    private static void Save(string path, IEnumerable<SavedCluster> clusters)
    {
        var temporary = $"{path}.new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(clusters.OrderBy(static cluster => cluster.Id).ToList(), Json));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Waits for the turn, which others have for a millisecond.</summary>
    private static FileStream Enter(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var wait = default(SpinWait);
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult == WouldBlock)
            {
                wait.SpinOnce();
            }
        }
    }

    private static long Read(FileStream turn)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        return turn.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
    }

    private static void Write(FileStream turn, long changes)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, changes);
        turn.Position = 0;
        turn.Write(bytes);
        turn.Flush();
    }
}
