using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Who is connected to a brick. Takes the volume's lock.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Brick">The brick.</param>
public sealed record BrickClientsVerb(string Volume, BrickAddress Brick) : VdsVerb<IReadOnlyList<BrickClient>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.status clients";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "status", Volume, Brick.ToString(), "clients"];

    /// <inheritdoc/>
    public override IReadOnlyList<BrickClient> Parse(XElement cliOutput)
    {
        // <node>..<clientsStatus><clientCount>1</clientCount>
        //   <client><hostname>127.0.0.1:49128</hostname><bytesRead>4940</bytesRead><bytesWrite>5348</bytesWrite><opVersion>100000</opVersion></client>..
        var clients = BrickStatusDocument.Node(cliOutput, Volume, Brick).Child("clientsStatus").Elements("client");
        return [.. clients.Select(ParseClient)];
    }

    private static BrickClient ParseClient(XElement client) => Client(client.Text("hostname"), client.Count("bytesRead"), client.Count("bytesWrite"));

    private static BrickClient Client(string name, long bytesRead, long bytesWritten)
    {
        var at = name.LastIndexOf(':');
        return at > 0 && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(name[..at], port, bytesRead, bytesWritten)
            : throw new FormatException($"{name} is no address of a client.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.status", VolumeStatusVerb.VdsmParameters(Volume, "clients", Brick))];

    /// <inheritdoc/>
    public override IReadOnlyList<BrickClient> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"volumeStatus":{"name":"v","bricks":[{"brick":"HOST:/DIR","hostuuid":"UUID","clientsStatus":[{"hostname":"127.0.0.1:49078","bytesRead":"4940","bytesWrite":"5348"},..]}]}}
        var clients = BrickStatusDocument.VdsmBrick(results[0], Volume, Brick).Items("clientsStatus");
        return [.. clients.Select(static client => Client(client.Text("hostname"), client.Count("bytesRead"), client.Count("bytesWrite")))];
    }
}
