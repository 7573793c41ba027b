using System.Text.Json;
using System.Text.Json.Nodes;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Hosts;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>Results in the shapes that VDSM gives them (spec/vdsm.md 4).</summary>
internal static class VdsmShape
{
    private static readonly JsonNode?[] Strange = [null, "", "N/A", "-1", "99999999999999999999", "1e400", "nonsense", 7, 1.5, true, new JsonArray(), new JsonObject()];

    public static Guid VolumeId { get; } = Guid.Parse("29f95325-0000-4000-8000-000000000002");

    public static JsonElement Volumes { get; } = Of("""
        {"volumes": {"rep3": {"volumeName":"rep3","uuid":"29f95325-0000-4000-8000-000000000002","volumeType":"REPLICATE","volumeStatus":"ONLINE","brickCount":"1","distCount":"1",
          "stripeCount":"1","replicaCount":"3","disperseCount":"0","redundancyCount":"0","isArbiter":false,"transportType":["TCP"],
          "bricks":["127.1.2.1:/b/r"],"options":{"nfs.disable":"on"},
          "bricksInfo":[{"name":"127.1.2.1:/b/r","hostUuid":"9785d71c-0000-4000-8000-000000000001","isArbiter":false}]}}}
        """);

    public static JsonElement Status { get; } = Of("""
        {"volumeStatus":{"name":"rep3","bricks":[
          {"brick":"127.1.2.1:/b/r","hostuuid":"9785d71c-0000-4000-8000-000000000001","port":"56215","rdma_port":"N/A","status":"ONLINE","pid":"14873"},
          {"brick":"127.1.2.3:/b/r","hostuuid":"9785d71c-0000-4000-8000-000000000001","port":"N/A","rdma_port":"N/A","status":"OFFLINE","pid":"-1"},
          {"brick":"Bitrot Daemon:localhost","hostuuid":"9785d71c-0000-4000-8000-000000000001","port":"N/A","rdma_port":"N/A","status":"ONLINE","pid":"14"}],"nfs":[],"shd":[]}}
        """);

    public static JsonElement Detail { get; } = Of("""
        {"volumeStatus":{"name":"rep3","bricks":[{"brick":"127.1.2.1:/b/r","hostuuid":"9785d71c-0000-4000-8000-000000000001","sizeTotal":"258019.613","sizeFree":"1.000",
          "device":"/dev/vda","blockSize":"4096","mntOptions":"rw,relatime","fsName":"ext4"}],"volumeStatsInfo":{"sizeTotal":"1","sizeFree":"1","sizeUsed":"0"}}}
        """);

    public static JsonElement Hosts { get; } = Of("""
        {"hosts":[{"hostname":"127.1.2.1","uuid":"9785d71c-0000-4000-8000-000000000001","status":"CONNECTED"},
          {"hostname":"127.1.2.2","uuid":"29f95325-0000-4000-8000-000000000002","status":"DISCONNECTED"}]}
        """);

    public static JsonElement Tasks { get; } = Of("""
        {"tasks":{"29f95325-0000-4000-8000-000000000002":{"volume":"dist1","status":"IN_PROGRESS","type":"REBALANCE","bricks":[],"data":{"status":"FIX_LAYOUT_IN_PROGRESS"}},
          "9785d71c-0000-4000-8000-000000000001":{"volume":"dist2","status":"COMPLETED","type":"REMOVE_BRICK","bricks":["127.1.2.3:/b/d1"],"data":{}}}}
        """);

    public static JsonElement Report { get; } = Of("""
        {"summary":{"runtime":"1.50","filesScanned":"168","filesMoved":"5","filesFailed":"1","filesSkipped":"2","totalSizeMoved":"1310720","status":"FIX_LAYOUT_IN_PROGRESS"},
         "hosts":[{"name":"localhost","id":"9785d71c-0000-4000-8000-000000000001","runtime":"1.50","filesScanned":"168","filesMoved":"5","filesFailed":"1","filesSkipped":"2",
          "totalSizeMoved":"1310720","status":"FIX_LAYOUT_IN_PROGRESS"}]}
        """);

    public static JsonElement Heals { get; } = Of("""
        {"healInfo":{"bricks":[{"name":"127.1.2.1:/b/r","status":"Connected","hostUuid":"9785d71c-0000-4000-8000-000000000001","numberOfEntries":"7"},
          {"name":"127.1.2.2:/b/r","status":"Failed to process entries completely. (Transport endpoint is not connected)totalNumberOfEntries0","hostUuid":"-"}]}}
        """);

    public static JsonElement Profile { get; } = Of("""
        {"profileInfo":{"volumeName":"rep3","bricks":[{"brick":"127.1.2.1:/b/r",
          "cumulativeStats":{"blockStats":[{"size":"1","read":"0","write":"0"},{"size":"512","read":"1","write":"2"}],
            "fopStats":[{"name":"LOOKUP","hits":"3","latencyAvg":"1.5","latencyMin":"1","latencyMax":"2"}],"duration":"17","totalRead":"512","totalWrite":"1024"},
          "intervalStats":{"blockStats":[],"fopStats":[],"duration":"1","totalRead":"0","totalWrite":"0"}}]}}
        """);

    public static JsonElement Clients { get; } = Of("""
        {"volumeStatus":{"name":"rep3","bricks":[{"brick":"127.1.2.1:/b/r","hostuuid":"9785d71c-0000-4000-8000-000000000001",
          "clientsStatus":[{"hostname":"127.0.0.1:49078","bytesRead":"4940","bytesWrite":"5348"}]}],"nfs":[],"shd":[]}}
        """);

    public static JsonElement Memory { get; } = Of("""
        {"volumeStatus":{"name":"rep3","bricks":[{"brick":"127.1.2.1:/b/r","hostuuid":"9785d71c-0000-4000-8000-000000000001","mallinfo":{"arena":"6266880","ordblks":"60"},
          "mempool":[{"name":"rep3-server:fd_t","hotCount":"4","coldCount":"1020","padddedSizeOf":"140","allocCount":"8","maxAlloc":"5","poolMisses":"0","maxStdAlloc":"0"}]}],"nfs":[],"shd":[]}}
        """);

    private static JsonElement Created { get; } = Of("""{"uuid":"29f95325-0000-4000-8000-000000000002"}""");

    public static JsonElement Hooks { get; } = Of("""
        {"hooksList":[{"name":"9tool","status":"DISABLED","mimetype":"application/x-executable","command":"stop","level":"PRE","md5sum":"",
            "checksum":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
          {"name":"30samba-start.sh","status":"ENABLED","mimetype":"text/x-shellscript","command":"start","level":"POST","md5sum":"",
            "checksum":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
          {"name":"../../x","status":"ENABLED","mimetype":"text/plain","command":"start","level":"POST","md5sum":"","checksum":"c"}]}
        """);

    private static JsonElement HookContent { get; } = Of("""{"content":"eA==","mimetype":"text/plain","md5sum":"","checksum":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}""");

    private static JsonElement Started { get; } = Of("""{"taskId":"9785d71c-0000-4000-8000-000000000001"}""");

    /// <summary>How each verb with a result of its own reads it, and the shapes.</summary>
    public static IReadOnlyList<(Func<IReadOnlyList<JsonElement>, object> Parse, JsonElement[] Shapes)> Parsers { get; } =
    [
        (new VolumeInfoVerb().ParseVdsm, [Volumes]),
        (new VolumeInfoVerb("rep3").ParseVdsm, [Volumes]),
        (new VolumeStatusVerb("rep3").ParseVdsm, [Status, Detail]),
        (new PeerListVerb().ParseVdsm, [Hosts]),
        (new TaskListVerb().ParseVdsm, [Tasks]),
        (new TaskListVerb("dist1").ParseVdsm, [Status, Tasks]),
        (new RebalanceStatusVerb("v").ParseVdsm, [Report]),
        (new RemoveBrickStopVerb("v", [new BrickAddress("h", "/b")]).ParseVdsm, [Report]),
        (results => new RebalanceStartVerb("v", FixLayout: false, Force: false).ParseVdsm(results), [Started]),
        (new HealCountVerb("rep3").ParseVdsm, [Heals]),
        (results => new VolumeCreateVerb("v", new(0, 0, 0, 0), [new BrickAddress("h", "/b")], Force: false).ParseVdsm(results), [Created]),
        (new ProfileReadVerb("rep3", OfNfs: false).ParseVdsm, [Profile]),
        (new BrickClientsVerb("rep3", new BrickAddress("127.1.2.1", "/b/r")).ParseVdsm, [Clients]),
        (new BrickMemoryVerb("rep3", new BrickAddress("127.1.2.1", "/b/r")).ParseVdsm, [Memory]),
        (new HookListVerb().ParseVdsm, [Hooks]),
        (new HookReadVerb(HookName.Parse("start", "post", "30samba-start.sh")!).ParseVdsm, [HookContent]),
    ];

    /// <summary>The result with one or two members taken away or made something else.</summary>
    public static JsonElement Alter(Random random, JsonElement shape)
    {
        var root = JsonNode.Parse(shape.GetRawText())!;
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0) break;
            places[random.Next(places.Count)](random.Next(3) == 0 ? null : () => Strange[random.Next(Strange.Length)]?.DeepClone());
        }

        return Of(root.ToJsonString());
    }

    /// <summary>What can be changed: each takes the new value, or nothing for a removal.</summary>
    private static IEnumerable<Action<Func<JsonNode?>?>> Places(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    yield return change => _ = change is null ? map.Remove(name) : Set(map, name, change());
                    foreach (var place in Places(value)) yield return place;
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    var at = index;
                    yield return change =>
                    {
                        if (change is null) list.RemoveAt(at);
                        else list[at] = change();
                    };
                    foreach (var place in Places(list[index])) yield return place;
                }

                break;
        }
    }

    private static bool Set(JsonObject map, string name, JsonNode? value)
    {
        map[name] = value;
        return true;
    }

    private static JsonElement Of(string text) => JsonElement.Parse(text);
}
