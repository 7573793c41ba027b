using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Simulated;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>
/// The gluster verbs of a VDSM on a host of a simulated cluster: each runs the command that VDSM runs, and its document becomes what VDSM makes of it, or
/// its failure the error that VDSM makes of that, with gluster's words lost where VDSM loses them (spec/vdsm.md 3 to 5).
/// </summary>
public sealed class SimulatedVdsm(SimulatedGluster gluster, VdsHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>No task is in its list, as when the counters of none could be had at that moment.</summary>
    public bool LeavesOutTasks { get; set; }

    /// <summary>Gluster's status of rebalances and removals ends with an exit code, as when somebody holds the volume; so no task is in the list either.</summary>
    public bool CountsNothing { get; set; }

    /// <summary>A verb whose answer, good or bad, comes late; null for none.</summary>
    public (string Method, TimeSpan Late)? Slow { get; set; }

    /// <summary>Does a verb.</summary>
    public async Task<VdsmServerReply> AnswerAsync(string method, JsonObject parameters)
    {
        var words = parameters.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        if (Slow is { } slow && slow.Method == method) await Task.Delay(slow.Late, TimeProvider.System);
        try
        {
            return new(await DoAsync(method, new SimulatedVdsmParameters(words)));
        }
        catch (SimulatedVdsmException failed)
        {
            return VdsmServerReply.Error(failed.Code, failed.Message);
        }
    }

    private async Task<JsonNode> DoAsync(string method, SimulatedVdsmParameters given) => method switch
    {
        "Host.ping2" => true,
        "GlusterHost.list" => Hosts(await RunAsync(4407, "Hosts list failed", "pool", "list")),
        "GlusterHost.add" => Nothing(await RunAsync(4404, "Host add failed", "peer", "probe", given.Text("hostName"))),
        "GlusterHost.remove" => Nothing(await RunAsync(4406, "Host remove failed", ["peer", "detach", given.Text("hostName"), .. given.Flag("force") ? (string[])["force"] : []])),
        "GlusterVolume.list" => SimulatedVdsmResults.Volumes(given.TextOrNull("volumeName") is { } one
            ? await RunAsync(4149, "Volume list failed", "volume", "info", one)
            : await RunAsync(4149, "Volume list failed", "volume", "info")),
        "GlusterVolume.status" => await StatusAsync(given),
        "GlusterVolume.set" => await SetAsync(given),
        "GlusterVolume.reset" => Nothing(await RunAsync(4155, "Volume reset failed",
            ["volume", "reset", given.Text("volumeName"), .. given.Optional("option", ""), .. given.Flag("force") ? (string[])["force"] : []])),
        "GlusterVolume.create" => SimulatedVdsmResults.Created(await RunAsync(4122, "Volume create failed",
            [
                "volume", "create", given.Text("volumeName"), .. given.Number("replicaCount") is > 0 and var copies ? (string[])["replica", $"{copies}"] : [],
                .. given.Flag("arbiter") ? (string[])["arbiter", "1"] : [], .. given.Texts("transportList") is { Count: > 0 } transports ? (string[])["transport", string.Join(',', transports)] : [],
                .. given.Texts("bricklist"), .. Force(given),
            ])),
        "GlusterVolume.start" => Nothing(await RunPlainAsync(4125, "Volume start failed", ["volume", "start", given.Text("volumeName"), .. Force(given)])),
        "GlusterVolume.stop" => Nothing(await RunAsync(4127, "Volume stop failed", ["volume", "stop", given.Text("volumeName"), .. Force(given)])),
        "GlusterVolume.delete" => Nothing(await RunAsync(4139, "Volume delete failed", "volume", "delete", given.Text("volumeName"))),
        "GlusterVolume.profileStart" => Nothing(await RunAsync(4158, "Volume profile start failed", "volume", "profile", given.Text("volumeName"), "start")),
        "GlusterVolume.profileStop" => Nothing(await RunAsync(4159, "Volume profile stop failed", "volume", "profile", given.Text("volumeName"), "stop")),
        "GlusterVolume.profileInfo" => SimulatedVdsmResults.Profile(await RunAsync(4160, "Volume profile info failed",
            ["volume", "profile", given.Text("volumeName"), "info", .. given.Flag("nfs") ? (string[])["nfs"] : []])),
        "GlusterVolume.addBrick" => Nothing(await RunAsync(4128, "Volume add brick failed",
            [
                "volume", "add-brick", given.Text("volumeName"), .. given.Number("stripeCount") > 0 ? throw new NotSupportedException("stripes") : (string[])[],
                .. given.Number("replicaCount") is > 0 and var grown ? (string[])["replica", $"{grown}"] : [], .. given.Texts("brickList"), .. Force(given),
            ])),
        "GlusterVolume.replaceBrickCommitForce" => Nothing(await RunAsync(4148, "Volume replace brick commit force failed",
            "volume", "replace-brick", given.Text("volumeName"), given.Text("existingBrick"), given.Text("newBrick"), "commit", "force")),
        "GlusterVolume.resetBrickStart" => Nothing(await RunAsync(4148, "Volume reset brick start failed", "volume", "reset-brick", given.Text("volumeName"), given.Text("existingBrick"), "start")),
        "GlusterVolume.resetBrickCommitForce" => Nothing(await RunAsync(4148, "Volume reset brick commit force failed",
            "volume", "reset-brick", given.Text("volumeName"), given.Text("existingBrick"), given.Text("existingBrick"), "commit", "force")),
        "GlusterVolume.healInfo" => await HealInfoAsync(given.Text("volumeName")),
        "GlusterVolume.rebalanceStart" => SimulatedVdsmResults.Started(await RunAsync(4135, "Volume rebalance start failed",
            ["volume", "rebalance", given.Text("volumeName"), .. given.Optional("rebalanceType", ""), "start", .. given.Flag("force") ? (string[])["force"] : []])),
        "GlusterVolume.rebalanceStatus" => SimulatedVdsmResults.Report(CountsNothing
            ? throw Wordless(4138, "Volume rebalance status failed", exitCode: 1)
            : await RunAsync(4138, "Volume rebalance status failed", "volume", "rebalance", given.Text("volumeName"), "status")),
        "GlusterVolume.rebalanceStop" => SimulatedVdsmResults.Report(await RunAsync(4137, "Volume rebalance stop failed", "volume", "rebalance", given.Text("volumeName"), "stop")),
        "GlusterVolume.removeBrickStart" => SimulatedVdsmResults.Started(await RemoveAsync(4140, given, "start")),
        "GlusterVolume.removeBrickStatus" => SimulatedVdsmResults.Report(CountsNothing
            ? throw Wordless(4152, "Volume remove brick status failed", exitCode: 1)
            : await RemoveAsync(4152, given, "status")),
        "GlusterVolume.removeBrickStop" => SimulatedVdsmResults.Report(await RemoveAsync(4150, given, "stop")),
        "GlusterVolume.removeBrickCommit" => Nothing(await RemoveAsync(4153, given, "commit")),
        "GlusterVolume.removeBrickForce" => Nothing(await RemoveAsync(4156, given, "force")),
        "GlusterTask.list" => await TasksAsync(),
        _ when method.StartsWith("GlusterHook.", StringComparison.Ordinal) => await new SimulatedVdsmHooks(gluster, host).DoAsync(method["GlusterHook.".Length..], given),
        _ => throw new SimulatedVdsmException(-32601, $"The method does not exist or is not available: {{'method': '{method}'}}"),
    };

    private static string[] Force(SimulatedVdsmParameters given) => given.Flag("force") ? ["force"] : [];

    private static JsonObject Nothing(XElement done) => done.Name == "cliOutput" ? [] : throw new InvalidOperationException("No reply of gluster.");

    private Task<XElement> RemoveAsync(int code, SimulatedVdsmParameters given, string operation) => RunAsync(code, $"Volume remove brick {operation} failed",
        ["volume", "remove-brick", given.Text("volumeName"), .. given.Number("replicaCount") is > 0 and var count ? (string[])["replica", $"{count}"] : [], .. given.Texts("brickList"), operation]);

    private async Task<JsonNode> StatusAsync(SimulatedVdsmParameters given)
    {
        if (given.TextOrNull("brick") is { } brick)
        {
            var option = given.Text("statusOption");
            var told = await RunAsync(4157, "Volume status failed", "volume", "status", given.Text("volumeName"), brick, option);
            return option == "clients" ? SimulatedVdsmResults.Clients(told) : SimulatedVdsmResults.Memory(told);
        }

        // The simulation has the detailed document only, which holds what the plain one does.
        var document = await RunAsync(4157, "Volume status failed", "volume", "status", given.Text("volumeName"), "detail");
        return given.TextOrNull("statusOption") switch
        {
            null => SimulatedVdsmResults.Status(document),
            "detail" => SimulatedVdsmResults.Detail(document),
            var other => throw new SimulatedVdsmException(4157, $"Volume status failed: rc=30800 out=() err=['No brick {other} in volume']"),
        };
    }

    private async Task<JsonNode> SetAsync(SimulatedVdsmParameters given)
    {
        await RunAsync(4107, "Command failed", "volume", "info", given.Text("volumeName"));
        return Nothing(await RunAsync(4131, "Volume set failed", "volume", "set", given.Text("volumeName"), given.Text("option"), given.Text("value")));
    }

    /// <summary>Its failures come with the exit code of the system's errors and the whole document.</summary>
    private async Task<JsonNode> HealInfoAsync(string volume)
    {
        var outcome = await ExitAsync("volume", "heal", volume, "statistics", "heal-count");
        if (outcome.ExitCode == 0) return SimulatedVdsmResults.Heals(outcome.Output);
        var text = (outcome.Error + outcome.Output).Trim();
        var words = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var number = words switch
        {
            _ when words.Contains("does not exist", StringComparison.Ordinal) => 2,
            _ when words.Contains("not started", StringComparison.Ordinal) => 5,
            _ when words.Contains("Connection failed", StringComparison.Ordinal) => 107,
            _ => 22,
        };
        throw new SimulatedVdsmException(4105,
            $"Command execution failed: rc={number} out=b'<?xml version=\"1.0\"?><cliOutput><opRet>-1</opRet><opErrno>{number}</opErrno><opErrstr>{words}</opErrstr></cliOutput>' err=b''");
    }

    private async Task<JsonNode> TasksAsync()
    {
        var listed = await RunAsync(4161, "Volume tasks list failed", "volume", "status", "all", "tasks");
        var tasks = new JsonObject();
        if (LeavesOutTasks || CountsNothing) return new JsonObject { ["tasks"] = tasks };
        foreach (var volume in listed.Descendants("volume"))
        {
            foreach (var task in volume.Descendants("task"))
            {
                // A task whose counters cannot be had is left out without a word.
                var name = volume.Element("volName")!.Value;
                var bricks = task.Descendants("brick").Select(static brick => brick.Value).ToArray();
                var counters = await ExitAsync(bricks.Length > 0 ? ["volume", "remove-brick", name, .. bricks, "status"] : ["volume", "rebalance", name, "status"]);
                if (counters.ExitCode == 0 && XElement.Parse(counters.Output) is var report && report.Element("opRet")!.Value == "0")
                    tasks[task.Element("id")!.Value] = SimulatedVdsmResults.Task(name, task, report);
            }
        }

        return new JsonObject { ["tasks"] = tasks };
    }

    private JsonObject Hosts(XElement document) => new()
    {
        ["hosts"] = new JsonArray([.. document.Descendants("peer")
            .OrderByDescending(static peer => peer.Element("hostname")!.Value == "localhost")
            .Select(peer => (JsonNode)new JsonObject
            {
                ["hostname"] = peer.Element("hostname")!.Value is "localhost" ? host.Address : peer.Element("hostname")!.Value,
                ["uuid"] = peer.Element("uuid")!.Value,
                ["status"] = peer.Element("connected")!.Value == "1" ? "CONNECTED" : "DISCONNECTED",
            })]),
    };

    private async Task<XElement> RunAsync(int code, string failure, params string[] arguments)
    {
        var outcome = await ExitAsync(arguments);
        if (outcome.ExitCode != 0) throw Wordless(code, failure, outcome.ExitCode);
        var document = XElement.Parse(outcome.Output);
        if (document.Element("opRet")!.Value == "0") return document;
        var number = int.Parse(document.Element("opErrno")!.Value, CultureInfo.InvariantCulture);
        throw new SimulatedVdsmException(code, $"{failure}: rc={(number != 0 ? number : -1)} out=() err=[{Repr(document.Element("opErrstr")!.Value)}]");
    }

    /// <summary>A command that VDSM says without asking for XML: what gluster refuses ends with an exit code.</summary>
    private async Task<XElement> RunPlainAsync(int code, string failure, params string[] arguments)
    {
        var outcome = await ExitAsync(arguments);
        return outcome.ExitCode == 0 && XElement.Parse(outcome.Output) is var document && document.Element("opRet")!.Value == "0" ? document : throw Wordless(code, failure, exitCode: 1);
    }

    private static SimulatedVdsmException Wordless(int code, string failure, int exitCode) =>
        new(code, $"{failure}: rc={exitCode} out=() err=['Command {{self.cmd}} failed with rc={{self.rc}} out={{self.out!r}} err={{self.err!r}}']");

    /// <summary>As Python writes a text.</summary>
    private static string Repr(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var escaped = text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return quote + (quote == '\'' ? escaped.Replace("'", @"\'", StringComparison.Ordinal) : escaped) + quote;
    }

    private async Task<CommandOutcome.Exited> ExitAsync(params string[] arguments) =>
        await gluster.RunAsync(host, arguments, Patience, CancellationToken.None) as CommandOutcome.Exited
        ?? throw new InvalidOperationException("The simulated gluster gave no answer.");
}
