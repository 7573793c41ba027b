using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Model;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>All volumes, or one; takes no lock, so a complete answer names every volume.</summary>
/// <param name="Volume">One volume; null for all.</param>
public sealed record VolumeInfoVerb(string? Volume = null) : VdsVerb<IReadOnlyList<VolumeDescription>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterVolume.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Read;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => Volume is null ? ["volume", "info"] : ["volume", "info", Volume];

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeDescription> Parse(XElement cliOutput)
    {
        // <volInfo><volumes>
        //   <volume><name>v</name><id>UUID</id><status>1</status>(0 created, 1 started, 2 stopped)<snapshotCount>0</snapshotCount>
        //     <replicaCount>3</replicaCount>(1 = none)<arbiterCount>1</arbiterCount><disperseCount>0</disperseCount><redundancyCount>0</redundancyCount>
        //     <typeStr>Distributed-Replicate</typeStr><transport>0</transport>(0 tcp, 1 rdma, 2 both)
        //     <bricks><brick uuid="..">HOST:/DIR<name>HOST:/DIR</name><hostUuid>UUID</hostUuid><isArbiter>0</isArbiter></brick>..</bricks>
        //     <options><option><name>nfs.disable</name><value>on</value></option>..</options></volume>
        //   <count>1</count></volumes></volInfo>
        var volumes = cliOutput.Child("volInfo").Child("volumes");
        var descriptions = volumes.Elements("volume").Select(ParseVolume).Distinct(static volume => volume.Name, "volume");
        if (volumes.Count("count") != descriptions.Count) throw new FormatException("<count> is not the number of volumes.");
        if (Volume is not null && (descriptions.Count != 1 || descriptions[0].Name != Volume)) throw new FormatException($"The reply is not about volume {Volume}.");
        return descriptions;
    }

    private static VolumeDescription ParseVolume(XElement volume)
    {
        var replicaCount = volume.Number("replicaCount");
        return new VolumeDescription(
            volume.Uuid("id"),
            volume.Text("name"),
            ParseType(volume.Text("typeStr")),
            ParseStatus(volume.Number("status")),
            replicaCount > 1 ? replicaCount : 0,
            volume.Number("arbiterCount"),
            volume.Number("disperseCount"),
            volume.Number("redundancyCount"),
            ParseTransport(volume.Number("transport")),
            volume.Child("bricks").Elements("brick").Select(ParseBrick).Distinct(static brick => brick.Address, "brick"),
            volume.Child("options").Elements("option").Distinct(static option => option.Text("name"), "option")
                .ToDictionary(static option => option.Text("name"), static option => option.Child("value").Value, StringComparer.Ordinal))
        {
            SnapshotCount = volume.Number("snapshotCount"),
        };
    }

    private static BrickDescription ParseBrick(XElement brick) => new(
        BrickAddress.Parse(brick.Text("name")) ?? throw new FormatException($"{brick.Text("name")} is no brick."),
        brick.Uuid("hostUuid"),
        brick.Number("isArbiter") != 0);

    // The number in <type> depends on the gluster version; the name does not.
    private static GlusterVolumeType ParseType(string name) => name switch
    {
        "Distribute" => GlusterVolumeType.Distribute,
        "Replicate" => GlusterVolumeType.Replicate,
        "Distributed-Replicate" => GlusterVolumeType.DistributedReplicate,
        "Stripe" => GlusterVolumeType.Stripe,
        "Distributed-Stripe" => GlusterVolumeType.DistributedStripe,
        "Striped-Replicate" => GlusterVolumeType.StripedReplicate,
        "Distributed-Striped-Replicate" => GlusterVolumeType.DistributedStripedReplicate,
        "Disperse" => GlusterVolumeType.Disperse,
        "Distributed-Disperse" => GlusterVolumeType.DistributedDisperse,
        _ => GlusterVolumeType.Unknown,
    };

    private static GlusterVolumeStatus ParseStatus(int code) => code switch
    {
        1 => GlusterVolumeStatus.Up,
        0 or 2 => GlusterVolumeStatus.Down,
        _ => GlusterVolumeStatus.Unknown,
    };

    private static IReadOnlyList<string> ParseTransport(int code) => code switch
    {
        0 => ["tcp"],
        1 => ["rdma"],
        2 => ["tcp", "rdma"],
        _ => throw new FormatException($"{code} is no transport."),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.list", new() { ["volumeName"] = Volume, ["remoteServer"] = null })];

    /// <inheritdoc/>
    public override IReadOnlyList<VolumeDescription> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"volumes":{"v":{"volumeName":"v","uuid":"UUID","volumeType":"DISTRIBUTED_REPLICATE","volumeStatus":"ONLINE","replicaCount":"3","disperseCount":"0",
        //   "redundancyCount":"0","isArbiter":false,"transportType":["TCP"],"options":{"nfs.disable":"on"},"bricksInfo":[{"name":"HOST:/DIR","hostUuid":"UUID","isArbiter":false},..]}}}
        var volumes = results[0].Entries("volumes").Select(static entry => ParseVdsmVolume(entry.Value)).Distinct(static volume => volume.Name, "volume");
        return Volume is null || (volumes.Count == 1 && volumes[0].Name == Volume) ? volumes : throw new FormatException($"The reply is not about volume {Volume}.");
    }

    private static VolumeDescription ParseVdsmVolume(JsonElement volume)
    {
        var replicaCount = volume.Number("replicaCount");
        var bricks = volume.Items("bricksInfo").Select(static brick => new BrickDescription(brick.Brick("name"), brick.Uuid("hostUuid"), brick.Flag("isArbiter")))
            .Distinct(static brick => brick.Address, "brick");

        // The list stays short where gluster did not tell all of a brick.
        if (bricks.Count != volume.Items("bricks").Count()) throw new FormatException($"Not all bricks of {volume.Text("volumeName")} are described.");
        return new(
            volume.Uuid("uuid"),
            volume.Text("volumeName"),
            EnumText.Parse<GlusterVolumeType>(volume.Text("volumeType")) ?? GlusterVolumeType.Unknown,
            volume.Text("volumeStatus") == "ONLINE" ? GlusterVolumeStatus.Up : GlusterVolumeStatus.Down,
            replicaCount > 1 ? replicaCount : 0,
            volume.Flag("isArbiter") ? 1 : 0,
            volume.Number("disperseCount"),
            volume.Number("redundancyCount"),
            [.. volume.Items("transportType").Select(static transport => transport.PlainText("transportType").ToLowerInvariant())],
            bricks,
            volume.Entries("options").ToDictionary(static option => option.Name, static option => option.Value.PlainText(option.Name), StringComparer.Ordinal));
    }
}
