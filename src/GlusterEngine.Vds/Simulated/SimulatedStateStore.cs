using System.Text.Json;

namespace GlusterEngine.Vds.Simulated;

/// <summary>Keeps the clusters in one JSON file. Progress is not in it: it follows from the time, so a restart loses nothing.</summary>
/// <param name="path">The file; null keeps nothing.</param>
internal sealed class SimulatedStateStore(string? path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();

    /// <summary>The clusters as last saved; none when there is no file yet.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<SavedCluster> Load()
    {
        if (path is null || !File.Exists(path))
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

    /// <summary>Writes the clusters as they are now; a crash leaves the old file or the new one, never half of it.</summary>
    public void Save(IEnumerable<SimulatedCluster> clusters)
    {
        if (path is null)
        {
            return;
        }

        // The state is read inside the lock: the last to write has the newest.
        lock (gate)
        {
            var state = clusters.Select(cluster => cluster.Save()).OrderBy(cluster => cluster.Id).ToList();
            var temporary = $"{path}.new";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(state, Json));
            File.Move(temporary, path, overwrite: true);
        }
    }
}
