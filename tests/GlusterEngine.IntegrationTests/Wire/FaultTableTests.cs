using System.Text.Json.Nodes;
using System.Xml.Linq;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>The table of faults (spec/rest.md 4), row by row, in both formats. What gluster itself refuses is in <see cref="Volumes.VolumeCreationTests"/>: the engine looks at all volumes after it.</summary>
public sealed class FaultTableTests(FaultSite site) : IClassFixture<FaultSite>
{
    private const string Failed = "Operation Failed";
    private const string Invalid = "Invalid value";
    private const string Syntax = "Request syntactically incorrect.";
    private const string Mandatory = "Input validation failed.";
    private const string Incomplete = "Incomplete parameters";

    public static TheoryData<FaultRow> Rows { get; } =
    [
        // Kinds of failures.
        new("state conflict of a D operation", "POST {stopped}/rebalance", "<action><fix_layout>true</fix_layout></action>", 409, "action", Failed, "[Cannot rebalance Gluster Volume. Gluster Volume should be started."),
        new("state conflict of a P operation", "POST {media}/glusterbricks/activate", "{migrated}", 409, "fault", "Brick(s) cannot be activated unless data migration is completed", "The migration of volume media is still running"),
        new("state conflict of an add", "POST /clusters", "<cluster><name>demo</name></cluster>", 409, "fault", Failed, "[There is a cluster named 'demo' already"),
        new("bad parameters", "POST {data}/rebalance", "<action><fix_layout>1</fix_layout><force>1</force></action>", 400, "action", Failed, "fix_layout and force exclude each other"),
        new("several messages, one of bad parameters", "POST {single}/rebalance", "<action><fix_layout>1</fix_layout><force>1</force></action>", 400, "action", Failed, "Leave one out., Cannot rebalance Gluster Volume. Gluster Volume has a single brick."),
        new("no permission", "POST {data}/rebalance", "<action/>", 403, "action", Failed, "reader"),
        new("missing input of an add", "POST /hosts", "<host><address>a</address></host>", 400, "fault", Mandatory, "Parameter 'host.name' is mandatory but was not provided."),
        new("missing input of a job", "POST /jobs", "<job/>", 400, "fault", Mandatory, "Parameter 'job.description' is mandatory but was not provided."),
        new("missing input of a step", "POST {external}/steps", "<step><description>d</description></step>", 400, "fault", Mandatory, "Parameter 'step.type' is mandatory but was not provided."),
        new("missing name of a volume", "POST {cluster}/glustervolumes", "<gluster_volume><volume_type>distribute</volume_type></gluster_volume>", 400, "fault", Mandatory, "Parameter 'gluster_volume.name' is mandatory but was not provided."),
        new("missing type of a volume", "POST {cluster}/glustervolumes", "<gluster_volume><name>x</name></gluster_volume>", 400, "fault", Mandatory, "Parameter 'gluster_volume.volume_type' is mandatory but was not provided."),
        new("missing bricks of a volume", "POST {cluster}/glustervolumes", "<gluster_volume><name>x</name><volume_type>distribute</volume_type></gluster_volume>", 400, "fault", Mandatory, "Parameter 'gluster_volume.bricks' is mandatory but was not provided."),
        new("missing name of an option", "POST {single}/setoption", "<action><option><value>on</value></option></action>", 400, "fault", Mandatory, "Parameter 'option.name' is mandatory but was not provided."),
        new("missing value of an option", "POST {single}/setoption", "<action><option><name>nfs.disable</name></option></action>", 400, "fault", Mandatory, "Parameter 'option.value' is mandatory but was not provided."),
        new("missing force of a reset", "POST {single}/resetoption", "<action><option><name>nfs.disable</name></option></action>", 400, "fault", Mandatory, "Parameter 'force' is mandatory but was not provided."),
        new("missing option of a reset", "POST {single}/resetoption", "<action><force>false</force></action>", 400, "fault", Mandatory, "Parameter 'option.name' is mandatory but was not provided."),
        new("missing resolution of a hook", "POST {hook}/resolve", "<action/>", 400, "fault", Mandatory, "Parameter 'resolution_type' is mandatory but was not provided."),
        new("missing description of an event", "POST /events", "<event><severity>normal</severity><origin>o</origin><custom_id>1</custom_id></event>", 400, "fault", Mandatory, "Parameter 'event.description' is mandatory but was not provided."),
        new("missing severity of an event", "POST /events", "<event><description>d</description><origin>o</origin><custom_id>1</custom_id></event>", 400, "fault", Mandatory, "Parameter 'event.severity' is mandatory but was not provided."),
        new("missing origin of an event", "POST /events", "<event><description>d</description><severity>normal</severity><custom_id>1</custom_id></event>", 400, "fault", Mandatory, "Parameter 'event.origin' is mandatory but was not provided."),
        new("missing number of an event", "POST /events", "<event><description>d</description><severity>normal</severity><origin>o</origin></event>", 400, "fault", Mandatory, "Parameter 'event.custom_id' is mandatory but was not provided."),
        new("cluster of an event without its id", "POST /events", "<event><description>d</description><severity>normal</severity><origin>o</origin><custom_id>1</custom_id><cluster><name>demo</name></cluster></event>", 400, "fault", Mandatory, "Parameter 'event.cluster.id' is mandatory but was not provided."),
        new("parent of a step without its id", "POST {external}/steps", "<step><description>d</description><type>executing</type><parent_step><description>p</description></parent_step></step>", 400, "fault", Mandatory, "Parameter 'parent_step.id' is mandatory but was not provided."),
        new("missing bricks", "POST {media}/glusterbricks/migrate", "<action/>", 400, "fault", Incomplete, "Action [bricks] required for migrate"),
        new("missing bricks of a stop", "POST {media}/glusterbricks/stopmigrate", "<action/>", 400, "fault", Incomplete, "Action [bricks] required for stopmigrate"),
        new("missing bricks of an activation", "POST {media}/glusterbricks/activate", "<action/>", 400, "fault", Incomplete, "Action [bricks] required for activate"),
        new("missing bricks of a commit", "POST {media}/glusterbricks/commit", "<action/>", 400, "fault", Incomplete, "Action [bricks] required for commit"),
        new("missing bricks of a removal", "DELETE {media}/glusterbricks", "<action/>", 400, "fault", Incomplete, "Action [bricks] required for remove"),
        new("missing host of a new brick", "POST {single}/glusterbricks", "<bricks><brick><brick_dir>/b/new</brick_dir></brick></bricks>", 400, "fault", Incomplete, "GlusterBrick [serverId, brickDir] required for add"),
        new("brick without a name", "POST {media}/glusterbricks/migrate", "<action><bricks><brick/></bricks></action>", 400, "fault", Incomplete, ""),
        new("malformed document", "POST {data}/rebalance", "<action>", 400, "fault", Syntax, "/ovirt-engine/apidoc#services/gluster_volume/methods/rebalance"),
        new("unknown element", "POST {data}/rebalance", "<action><nosuch/></action>", 400, "fault", Syntax, "'nosuch' is not a member of 'action'"),
        new("wrong root", "POST {data}/rebalance", "<gluster_volume><replica_count>3</replica_count></gluster_volume>", 400, "fault", Syntax, "/ovirt-engine/apidoc#services/gluster_volume/methods/rebalance"),
        new("empty body", "POST /clusters", "", 400, "fault", Syntax, "/ovirt-engine/apidoc#services/clusters/methods/add"),
        new("bad boolean", "POST {data}/rebalance", "<action><force>maybe</force></action>", 400, "fault", Invalid, "'maybe' is no legal value of 'force'"),
        new("integer out of range", "POST /clusters", "<cluster><name>x</name><version><major>99999999999</major></version></cluster>", 400, "fault", Invalid, "out of range"),
        new("bad enum", "POST {data}/throttle", "<action><throttle>warp</throttle></action>", 400, "fault", Invalid, "lazy, normal, aggressive") { JsonReason = Syntax },
        new("bad status of a job", "POST /jobs", "<job><description>d</description><status>bogus</status></job>", 400, "fault", Invalid, "started, finished, failed, aborted, unknown") { JsonReason = Syntax },
        new("bad type of a step", "POST {external}/steps", "<step><description>d</description><type>bogus</type></step>", 400, "fault", Invalid, "validating, executing, finalizing, rebalancing_volume, removing_bricks, unknown") { JsonReason = Syntax },
        new("bad severity of an event", "POST /events", "<event><description>d</description><severity>loud</severity><origin>o</origin><custom_id>1</custom_id></event>", 400, "fault", Invalid, "normal, warning, error, alert") { JsonReason = Syntax },
        new("bad status of a host", "POST /hosts", "<host><name>h</name><address>a</address><status>bogus</status></host>", 400, "fault", Invalid, "preparing_for_maintenance") { JsonReason = Syntax },
        new("an operation under a job that is none", "POST {single}/stop?JobId=00000000-0000-0000-0000-000000000001", "<action/>", 404, "action", Failed, "Job not found. There is no job with id"),
        new("an operation under a step that is none", "DELETE {single};StepId=00000000-0000-0000-0000-000000000001", null, 404, "fault", Failed, "Step not found."),
        new("an operation under a job of the engine", "POST {single}/stop?JobId={rebalancejobid}", "<action/>", 400, "action", Failed, "Cannot run the operation under an external job. External steps can be added only to external jobs"),
        new("an operation under what is no job", "POST {single}/stop?JobId=x", "<action/>", 400, "fault", Invalid, "JobId: 'x' is no id."),
        new("an operation without job under another one", "POST /jobs?JobId={externalid}", "<job><description>d</description></job>", 400, "fault", Failed, "AddExternalJob makes no job of its own"),
        new("malformed UUID in a body", "POST {media}/glusterbricks/migrate", "<action><bricks><brick id=\"x\"/></bricks></action>", 400, "fault", "Operation failed", "'x' is no UUID"),
        new("unknown id", "GET /jobs/00000000-0000-0000-0000-000000000001", null, 404, "", null, null),
        new("id that is no UUID", "POST {cluster}/glustervolumes/data/rebalance", "<action/>", 404, "", null, null),
        new("unknown cluster of an event", "POST /events", "<event><description>d</description><severity>normal</severity><origin>o</origin><custom_id>1</custom_id><cluster id=\"7a6d5f43-0000-4000-8000-000000000000\"/></event>", 404, "fault", Failed, "Entity not found: 7a6d5f43-0000-4000-8000-000000000000"),
        new("virtual machine of an event", "POST /events", "<event><description>d</description><severity>normal</severity><origin>o</origin><custom_id>1</custom_id><vm><name>web</name></vm></event>", 404, "fault", Failed, "Entity not found: web"),
        new("unknown entity in a body", "POST /hosts", "<host><name>h</name><address>a</address><cluster><name>nowhere</name></cluster></host>", 404, "fault", Failed, "Entity not found: nowhere"),
        new("internal", "GET {data}/ghosts", null, 500, "fault", Failed, "correlation id"),

        // Messages of gluster operations.
        new("Gluster Volume should be started.", "POST {stopped}/rebalance", "<action/>", 409, "action", Failed, "Gluster Volume should be started."),
        new("Gluster Volume should be started. (profile)", "POST {stopped}/startprofile", "<action/>", 409, "action", Failed, "[Cannot start profiling Gluster Volume. Gluster Volume should be started."),
        new("Gluster Volume already started.", "POST {single}/start", "<action/>", 409, "action", Failed, "[Cannot start Gluster Volume. Gluster Volume single already started."),
        new("Gluster Volume already stopped.", "POST {stopped}/stop", "<action/>", 409, "action", Failed, "[Cannot stop Gluster Volume. Gluster Volume stopped already stopped"),
        new("Gluster Volume is up. (delete)", "DELETE {single}", null, 409, "fault", Failed, "[Cannot delete Gluster Volume. Gluster Volume single is up."),
        new("Gluster Volume has snapshots.", "DELETE {snapped}", null, 409, "fault", Failed, "[Cannot delete Gluster Volume. Gluster Volume snapped has 2 snapshots."),
        new("Rebalance is running on the volume. (stop)", "POST {data}/stop", "<action/>", 409, "action", Failed, "Cannot stop Gluster Volume. Rebalance is running on the volume data in cluster demo."),
        new("Remove brick operation is running on the volume. (stop)", "POST {media}/stop", "<action/>", 409, "action", Failed, "Cannot stop Gluster Volume. Remove brick operation is running on the volume media in cluster demo."),
        new("Gluster Volume is not distributed.", "POST {replica}/rebalance", "<action/>", 400, "action", Failed, "Gluster Volume is not distributed."),
        new("Gluster Volume has a single brick.", "POST {single}/rebalance", "<action/>", 400, "action", Failed, "Gluster Volume has a single brick."),
        new("One or more bricks are down. (rebalance)", "POST {broken}/rebalance", "<action/>", 409, "action", Failed, "One or more bricks are down."),
        new("One or more bricks are down. (migrate)", "POST {broken}/glusterbricks/migrate", "<action><bricks><brick><name>gluster1.demo:/b/broken1</name></brick></bricks></action>", 409, "fault", Failed, "One or more bricks are down."),
        new("A task is in progress on the volume. (rebalance)", "POST {data}/rebalance", "<action/>", 409, "action", Failed, "A task is in progress on the volume data in cluster demo."),
        new("A task is in progress on the volume. (migrate)", "POST {media}/glusterbricks/migrate", "{other}", 409, "fault", Failed, "A task is in progress on the volume media in cluster demo."),
        new("Rebalance is not running on the volume.", "POST {single}/stoprebalance", "<action/>", 409, "action", Failed, "Rebalance is not running on the volume single in cluster demo."),
        new("Invalid task type. (stopmigrate)", "POST {data}/glusterbricks/stopmigrate", "{databrick}", 400, "fault", Failed, "Invalid task type."),
        new("Invalid task type. (commit)", "POST {data}/glusterbricks/commit", "{databrick}", 400, "fault", Failed, "Invalid task type."),
        new("The list of bricks does not match.", "POST {media}/glusterbricks/stopmigrate", "{other}", 400, "fault", Failed, "The list of bricks does not match with the bricks used while starting the action. Valid bricks: "),
        new("Remove brick not started.", "POST {single}/glusterbricks/stopmigrate", "<action><bricks><brick><name>gluster1.demo:/b/single1</name></brick></bricks></action>", 409, "fault", Failed, "Remove brick not started."),
        new("Remove brick not finished.", "POST {media}/glusterbricks/commit", "{migrated}", 409, "fault", Failed, "Remove brick not finished."),
        new("Cannot remove all the bricks from a Volume.", "POST {single}/glusterbricks/migrate", "<action><bricks><brick><name>gluster1.demo:/b/single1</name></brick></bricks></action>", 409, "fault", Failed, "Cannot remove all the bricks from a Volume."),
        new("Bricks are required.", "POST {single}/glusterbricks/migrate", "<action><bricks/></action>", 400, "fault", Failed, "Bricks are required."),
        new("Invalid gluster brick.", "POST {single}/glusterbricks/migrate", "<action><bricks><brick><name>nowhere:/b</name></brick></bricks></action>", 400, "fault", Failed, "Invalid gluster brick."),
        new("Data migration is not needed while reducing the replica count.", "POST {media}/glusterbricks/migrate?replica_count=2", "{other}", 409, "fault", Failed, "Data migration is not needed while reducing the replica count."),
        new("Replica count cannot be reduced by more than one.", "DELETE {replica}/glusterbricks?replica_count=1&force=true&reason=r", "{replicabrick}", 409, "fault", Failed, "Replica count cannot be reduced by more than one."),
        new("Replica count cannot be increased when removing bricks.", "DELETE {media}/glusterbricks?replica_count=4&force=true&reason=r", "{other}", 409, "fault", Failed, "Replica count cannot be increased when removing bricks."),
        new("Removal of bricks from disperse volume is not supported.", "DELETE {dispersed}/glusterbricks?force=true&reason=r", "<action><bricks><brick><name>gluster1.demo:/b/dispersed1</name></brick></bricks></action>", 400, "fault", Failed, "Removal of bricks from disperse volume is not supported."),
        new("Replica count cannot be increased by more than one.", "POST {replica}/glusterbricks?replica_count=5", "<bricks>{brick:/b/new}</bricks>", 409, "fault", Failed, "[Cannot add Brick(s). Replica count cannot be increased by more than one."),
        new("Replica count cannot be reduced when adding bricks.", "POST {replica}/glusterbricks?replica_count=2", "<bricks>{brick:/b/new}</bricks>", 409, "fault", Failed, "[Cannot add Brick(s). Replica count cannot be reduced when adding bricks."),
        new("Brick is already used by the volume.", "POST {single}/glusterbricks", "<bricks>{brick:/b/single1}</bricks>", 409, "fault", Failed, "Brick gluster1.demo:/b/single1 is already used by the volume single."),
        new("Brick is already used by the volume. (create)", "POST {cluster}/glustervolumes", "<gluster_volume><name>x</name><volume_type>distribute</volume_type><bricks>{brick:/b/single1}</bricks></gluster_volume>", 409, "fault", Failed, "Brick gluster1.demo:/b/single1 is already used by the volume single."),
        new("Duplicate entries found for brick.", "POST {single}/glusterbricks", "<bricks>{brick:/b/new}{brick:/b/new}</bricks>", 409, "fault", Failed, "Duplicate entries found for brick /b/new"),
        new("Invalid server id in brick.", "POST {single}/glusterbricks", "<bricks><brick><server_id>00000000-0000-0000-0000-000000000001</server_id><brick_dir>/b/new</brick_dir></brick></bricks>", 400, "fault", Failed, "Invalid server id in brick."),
        new("Bricks are required. (add)", "POST {single}/glusterbricks", "<bricks/>", 400, "fault", Failed, "[Cannot add Brick(s). Bricks are required."),
        new("Invalid gluster brick. (add)", "POST {single}/glusterbricks", "<bricks>{brick:relative}</bricks>", 400, "fault", Failed, "Invalid gluster brick."),
        new("Volume name already exists.", "POST {cluster}/glustervolumes", "<gluster_volume><name>single</name><volume_type>distribute</volume_type><bricks>{brick:/b/new}</bricks></gluster_volume>", 409, "fault", Failed, "Volume name single already exists"),
        new("brick count not matching replica count (create)", "POST {cluster}/glustervolumes", "<gluster_volume><name>x</name><volume_type>replicate</volume_type><replica_count>3</replica_count><bricks>{brick:/b/new}</bricks></gluster_volume>", 400, "fault", Failed, "The brick count 1 does not match"),
        new("brick count not matching disperse count (create)", "POST {cluster}/glustervolumes", "<gluster_volume><name>x</name><volume_type>disperse</volume_type><disperse_count>3</disperse_count><redundancy_count>1</redundancy_count><bricks>{brick:/b/new}</bricks></gluster_volume>", 400, "fault", Failed, "The brick count 1 does not match"),
        new("brick count not matching replica count (add)", "POST {replica}/glusterbricks", "<bricks>{brick:/b/new}</bricks>", 400, "fault", Failed, "The brick count 1 does not match"),
        new("brick count not matching disperse count (add)", "POST {dispersed}/glusterbricks", "<bricks>{brick:/b/new}</bricks>", 400, "fault", Failed, "The brick count 1 does not match"),
        new("No up server found.", "POST {hostless}/rebalance", "<action/>", 409, "action", Failed, "No up server found in hostless."),
        new("External steps can be added only to external jobs or steps.", "POST {rebalancejob}/steps", "<step><type>executing</type><description>d</description></step>", 400, "fault", Failed, "External steps can be added only to external jobs or steps."),
        new("Job not found.", "POST /jobs/00000000-0000-0000-0000-000000000001/end", "<action/>", 404, "action", Failed, "Job not found."),
        new("Job not found. (step)", "POST /jobs/00000000-0000-0000-0000-000000000001/steps", "<step><type>executing</type><description>d</description></step>", 404, "fault", Failed, "Job not found."),
        new("Step not found.", "POST {external}/steps/00000000-0000-0000-0000-000000000001/end", "<action/>", 404, "action", Failed, "Step not found."),
        new("an internal job ends by itself", "POST {rebalancejob}/end", "<action/>", 400, "action", Failed, "Cannot End External Job."),
        new("an internal job is not cleared", "POST {rebalancejob}/clear", "<action/>", 400, "action", Failed, "Cannot Clear External Job."),
        new("a removal without a migration", "DELETE {single}/glusterbricks", "<action><bricks><brick><name>gluster1.demo:/b/single1</name></brick></bricks></action>", 409, "fault", Failed, "Remove brick not started."),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_failure_has_the_code_and_the_words_of_ovirt(FaultRow row)
    {
        var before = await site.JobsAsync();
        await using var hindrance = await site.PrepareAsync(row);

        var xml = await SendAsync(row, EngineClient.Xml);
        var json = await SendAsync(row, EngineClient.Json);

        Assert.True((row.Code, row.Code) == (xml.Code, json.Code), $"{xml}\n{json}");
        if (row.Shape.Length == 0)
        {
            Assert.Equal(("", ""), (xml.Body, json.Body));
            return;
        }

        var (inXml, inJson) = (xml.Xml, json.Json);
        Assert.Equal(row.Shape, inXml.Name.LocalName);
        if (row.Shape == "action") Assert.Equal(("failed", "failed"), (inXml.Element("status")?.Value, inJson["status"]?.GetValue<string>()));
        AssertFault(row, row.Shape == "action" ? inXml.Element("fault")! : inXml, row.Shape == "action" ? inJson["fault"]! : inJson);
        Assert.Equal(before, await site.JobsAsync());
    }

    [Fact]
    public async Task An_action_that_fails_repeats_what_it_was_given()
    {
        var answer = await site.Client.PostAsync(site.Fill("{stopped}/rebalance"), "<action><fix_layout>true</fix_layout><reason>because</reason></action>");

        Assert.Equal(("true", "because", "failed"), (answer.Xml.Element("fix_layout")!.Value, answer.Xml.Element("reason")!.Value, answer.Xml.Element("status")!.Value));
    }

    private static void AssertFault(FaultRow row, XElement xml, JsonNode json)
    {
        Assert.Equal((row.Reason, row.JsonReason), (xml.Element("reason")?.Value, json["reason"]?.GetValue<string>()));
        AssertDetail(row.Detail!, xml.Element("detail")?.Value);
        // What is wrong with a document is said in other words.
        if (row.Reason != Syntax) AssertDetail(row.Detail!, json["detail"]?.GetValue<string>());
    }

    private static void AssertDetail(string expected, string? detail)
    {
        if (expected.Length == 0) Assert.Null(detail);
        else Assert.Contains(expected, detail, StringComparison.Ordinal);
    }

    private Task<EngineAnswer> SendAsync(FaultRow row, string media)
    {
        var request = row.Request.Split(' ', 2);
        var body = row.Body is null ? null : XmlAsJson.In(media, site.Fill(row.Body));
        var client = row.Name == "no permission" ? site.Client.As(FaultSite.Reader) : site.Client;
        return client.Speaking(media).SendAsync(new(request[0]), site.Fill(request[1]), body);
    }
}
