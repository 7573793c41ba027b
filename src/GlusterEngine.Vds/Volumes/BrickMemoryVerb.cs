using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Memory of a brick's process. Any host tells that of one brick; asked for all, a host tells its own only. Takes the volume's lock.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Brick">The brick.</param>
public sealed record BrickMemoryVerb(string Volume, BrickAddress Brick) : VdsVerb<BrickMemory>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.status mem";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "status", Volume, Brick.ToString(), "mem"];

    /// <inheritdoc/>
    public override BrickMemory Parse(XElement cliOutput)
    {
        // <node>..<memStatus><mallinfo><arena>6266880</arena><ordblks>60</ordblks>..<keepcost>2320</keepcost></mallinfo>
        //   <mempool><count>1</count><pool><name>v-server:fd_t</name><hotCount>4</hotCount>..<padddedSizeOf>140</padddedSizeOf>..</pool></mempool>    (10.3: empty)
        var memory = BrickStatusDocument.Node(cliOutput, Volume, Brick).Child("memStatus");
        var malloc = memory.Child("mallinfo").Elements().Distinct(static figure => figure.Name.LocalName, "figure");
        return new(
            malloc.ToDictionary(static figure => figure.Name.LocalName, figure => figure.Parent!.Count(figure.Name.LocalName), StringComparer.Ordinal),
            [.. (memory.Element("mempool")?.Elements("pool") ?? []).Select(ParsePool)]);
    }

    private static MemoryPool ParsePool(XElement pool) => new(
        pool.Text("name"), pool.Count("hotCount"), pool.Count("coldCount"), pool.Count("padddedSizeOf"),
        pool.Count("allocCount"), pool.Count("maxAlloc"), pool.Count("poolMisses"), pool.Count("maxStdAlloc"));

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.status", VolumeStatusVerb.VdsmParameters(Volume, "mem", Brick))];

    /// <inheritdoc/>
    public override BrickMemory ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"volumeStatus":{"name":"v","bricks":[{"brick":"HOST:/DIR","hostuuid":"UUID","mallinfo":{"arena":"6266880",..},
        //   "mempool":[{"name":"v-server:fd_t","hotCount":"4",..,"padddedSizeOf":"140",..},..]}]}}
        var memory = BrickStatusDocument.VdsmBrick(results[0], Volume, Brick);
        return new(
            memory.Entries("mallinfo").Distinct(static figure => figure.Name, "figure").ToDictionary(static figure => figure.Name, figure => memory.Child("mallinfo").Count(figure.Name), StringComparer.Ordinal),
            [.. memory.Items("mempool").Select(ParseVdsmPool)]);
    }

    private static MemoryPool ParseVdsmPool(JsonElement pool) => new(
        pool.Text("name"), pool.Count("hotCount"), pool.Count("coldCount"), pool.Count("padddedSizeOf"),
        pool.Count("allocCount"), pool.Count("maxAlloc"), pool.Count("poolMisses"), pool.Count("maxStdAlloc"));
}
