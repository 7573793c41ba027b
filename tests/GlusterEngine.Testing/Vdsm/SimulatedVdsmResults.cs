using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>What VDSM makes of gluster's documents (spec/vdsm.md 4).</summary>
internal static class SimulatedVdsmResults
{
    public static JsonObject Volumes(XElement document) => new()
    {
        ["volumes"] = new JsonObject(document.Descendants("volume").Select(static volume => KeyValuePair.Create(Text(volume, "name"), (JsonNode?)Volume(volume)))),
    };

    public static JsonObject Started(XElement document) => new() { ["taskId"] = document.Descendants("task-id").Single().Value };

    public static JsonObject Created(XElement document) => new() { ["uuid"] = document.Descendants("id").Single().Value };

    public static JsonObject Profile(XElement document) => new()
    {
        ["profileInfo"] = new JsonObject
        {
            ["volumeName"] = document.Descendants("volname").Single().Value,
            ["bricks"] = List(document.Descendants("brick").Select(static brick => new JsonObject
            {
                ["brick"] = Text(brick, "brickName"),
                ["cumulativeStats"] = Counts(brick.Element("cumulativeStats")!),
                ["intervalStats"] = Counts(brick.Element("intervalStats")!),
            })),
        },
    };

    public static JsonObject Clients(XElement document) => StatusOf(document, static node => new()
    {
        ["brick"] = Brick(node),
        ["hostuuid"] = Text(node, "peerid"),
        ["clientsStatus"] = List(node.Descendants("client").Select(static client => new JsonObject
        {
            ["hostname"] = Text(client, "hostname"),
            ["bytesRead"] = Text(client, "bytesRead"),
            ["bytesWrite"] = Text(client, "bytesWrite"),
        })),
    });

    public static JsonObject Memory(XElement document) => StatusOf(document, static node => new()
    {
        ["brick"] = Brick(node),
        ["hostuuid"] = Text(node, "peerid"),
        ["mallinfo"] = Texts(node.Descendants("mallinfo").Single()),
        ["mempool"] = List(node.Descendants("pool").Select(Texts)),
    });

    public static JsonObject Report(XElement document) => new()
    {
        ["summary"] = Counters(document.Descendants("aggregate").Single()),
        ["hosts"] = List(document.Descendants("node").Select(static node =>
        {
            var host = Counters(node);
            host["name"] = Text(node, "nodeName");
            host["id"] = Text(node, "id");
            return host;
        })),
    };

    public static JsonObject Task(string volume, XElement task, XElement report) => new()
    {
        ["volume"] = volume,
        ["status"] = Word(Text(task, "statusStr")),
        ["type"] = Word(Text(task, "type")),
        ["bricks"] = List(task.Descendants("brick").Select(static brick => JsonValue.Create(brick.Value))),
        ["data"] = Counters(report.Descendants("aggregate").Single()),
    };

    public static JsonObject Status(XElement document) => StatusOf(document, static node => new()
    {
        ["brick"] = Brick(node),
        ["hostuuid"] = Text(node, "peerid"),
        ["port"] = Text(node, "port"),
        ["rdma_port"] = "N/A",
        ["status"] = Text(node, "status") == "1" ? "ONLINE" : "OFFLINE",
        ["pid"] = Text(node, "pid"),
    });

    public static JsonObject Detail(XElement document) => StatusOf(document, static node => new()
    {
        ["brick"] = Brick(node),
        ["hostuuid"] = Text(node, "peerid"),
        ["sizeTotal"] = Mebibytes(node, "sizeTotal"),
        ["sizeFree"] = Mebibytes(node, "sizeFree"),
        ["device"] = Text(node, "device"),
        ["blockSize"] = Text(node, "blockSize"),
        ["mntOptions"] = Text(node, "mntOptions"),
        ["fsName"] = Text(node, "fsName"),
    });

    /// <summary>Of the plain text of <c>heal-count</c>, what <c>heal info summary</c> would say.</summary>
    public static JsonObject Heals(string text)
    {
        var bricks = new JsonArray();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("Brick ", StringComparison.Ordinal)) bricks.Add(new JsonObject { ["name"] = line["Brick ".Length..], ["status"] = "Transport endpoint is not connected", ["hostUuid"] = "-" });
            else if (line.StartsWith("Number of entries: ", StringComparison.Ordinal))
            {
                bricks[^1]!["status"] = "Connected";
                bricks[^1]!["hostUuid"] = Guid.Empty.ToString();
                bricks[^1]!["numberOfEntries"] = line["Number of entries: ".Length..];
            }
        }

        return new() { ["healInfo"] = new JsonObject { ["bricks"] = bricks } };
    }

    private static JsonObject Counts(XElement counts) => new()
    {
        ["blockStats"] = List(counts.Descendants("block").Select(static block => new JsonObject
        {
            ["size"] = Text(block, "size"),
            ["read"] = Text(block, "reads"),
            ["write"] = Text(block, "writes"),
        })),
        ["fopStats"] = List(counts.Descendants("fop").Select(static operation => new JsonObject
        {
            ["name"] = Text(operation, "name"),
            ["hits"] = Text(operation, "hits"),
            ["latencyAvg"] = Text(operation, "avgLatency"),
            ["latencyMin"] = Text(operation, "minLatency"),
            ["latencyMax"] = Text(operation, "maxLatency"),
        })),
        ["duration"] = Text(counts, "duration"),
        ["totalRead"] = Text(counts, "totalRead"),
        ["totalWrite"] = Text(counts, "totalWrite"),
    };

    private static JsonObject Texts(XElement row) => new(row.Elements().Select(static figure => KeyValuePair.Create(figure.Name.LocalName, (JsonNode?)figure.Value)));

    private static JsonObject Volume(XElement volume)
    {
        var isArbiter = Text(volume, "arbiterCount") == "1";
        return new()
        {
            ["volumeName"] = Text(volume, "name"),
            ["uuid"] = Text(volume, "id"),
            ["volumeType"] = Word(Text(volume, "typeStr")),
            ["volumeStatus"] = Text(volume, "statusStr") == "Started" ? "ONLINE" : "OFFLINE",
            ["brickCount"] = Text(volume, "brickCount"),
            ["distCount"] = Text(volume, "distCount"),
            ["stripeCount"] = "1",
            ["replicaCount"] = Text(volume, "replicaCount"),
            ["disperseCount"] = Text(volume, "disperseCount"),
            ["redundancyCount"] = Text(volume, "redundancyCount"),
            ["isArbiter"] = isArbiter,
            ["transportType"] = List(Text(volume, "transport") switch { "0" => [JsonValue.Create("TCP")], "1" => [JsonValue.Create("RDMA")], _ => [JsonValue.Create("TCP"), JsonValue.Create("RDMA")] }),
            ["bricks"] = List(volume.Descendants("brick").Select(static brick => JsonValue.Create(Text(brick, "name")))),
            ["options"] = new JsonObject(volume.Descendants("option").Select(static option => KeyValuePair.Create(Text(option, "name"), (JsonNode?)JsonValue.Create(Text(option, "value"))))),
            ["bricksInfo"] = List(volume.Descendants("brick").Select(static brick => new JsonObject
            {
                ["name"] = Text(brick, "name"),
                ["hostUuid"] = Text(brick, "hostUuid"),
                ["isArbiter"] = Text(brick, "isArbiter") == "1",
            })),
        };
    }

    private static JsonObject StatusOf(XElement document, Func<XElement, JsonObject> row) => new()
    {
        ["volumeStatus"] = new JsonObject
        {
            ["name"] = document.Descendants("volName").Single().Value,
            ["bricks"] = List(document.Descendants("node").Select(row)),
            ["nfs"] = new JsonArray(),
            ["shd"] = new JsonArray(),
        },
    };

    private static JsonObject Counters(XElement row) => new()
    {
        ["runtime"] = Text(row, "runtime"),
        ["filesScanned"] = Text(row, "lookups"),
        ["filesMoved"] = Text(row, "files"),
        ["filesFailed"] = Text(row, "failures"),
        ["filesSkipped"] = Text(row, "skipped"),
        ["totalSizeMoved"] = Text(row, "size"),
        ["status"] = Word(Text(row, "statusStr")),
    };

    private static string Word(string text) => text.ToUpperInvariant().Replace(' ', '_').Replace('-', '_');

    private static string Brick(XElement node) => $"{Text(node, "hostname")}:{Text(node, "path")}";

    private static string Mebibytes(XElement node, string name) =>
        (decimal.Parse(Text(node, name), CultureInfo.InvariantCulture) / (1 << 20)).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(XElement element, string name) => element.Element(name)!.Value;

    private static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];
}
