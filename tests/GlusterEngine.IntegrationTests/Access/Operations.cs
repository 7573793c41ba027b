using GlusterEngine.Model.Access;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>
/// All operations of the API with the right each takes. The requests are such that who may gets some other answer than 403 and nothing of the cluster is changed.
/// </summary>
internal static class Operations
{
    private const string Cluster = "/clusters/{clusterId}";
    private const string Volume = Cluster + "/glustervolumes/{volumeId}";
    private const string Bricks = Volume + "/glusterbricks";
    private const string Hook = Cluster + "/glusterhooks/{hookId}";
    private const string Action = "<action/>";
    private const string DryRun = "<action><dry_run>true</dry_run></action>";
    private const string NoBricks = "<action><bricks/></action>";
    private const string Step = "/jobs/{jobId}/steps/{stepId}";

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("GET /", Role.Reader, Place.Anywhere),
        new("GET /clusters", Role.Reader, Place.Anywhere),
        new("GET /hosts", Role.Reader, Place.Anywhere),
        new("GET /events", Role.Reader, Place.Anywhere),
        new("GET /jobs", Role.Reader, Place.Anywhere),
        new("GET /engines", Role.Reader, Place.Anywhere),
        new("GET /macpools", Role.Reader, Place.Anywhere),
        new("GET /schedulingpolicies", Role.Reader, Place.Anywhere),
        new("GET /schedulingpolicies/{policyId}", Role.Reader, Place.Anywhere),
        new("GET /users", Role.Reader, Place.Anywhere),
        new("GET /users/{userId}", Role.Reader, Place.Anywhere) { FindsNothing = true },
        new("GET /engines/{engineId}", Role.Reader, Place.Anywhere) { FindsNothing = true },
        new("GET " + Cluster, Role.Reader, Place.Demo),
        new("GET /hosts/{hostId}", Role.Reader, Place.Demo),
        new("GET /hosts/{hostId}/connections", Role.Reader, Place.Demo),
        new("GET /hosts/{hostId}/connections/{cid}", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET /events/{eventId}", Role.Reader, Place.Demo),
        new("GET /clusters/{clusterId}/glustervolumes", Role.Reader, Place.Demo),
        new("GET " + Volume, Role.Reader, Place.Demo),
        new("GET " + Volume + "/statistics", Role.Reader, Place.Demo),
        new("GET " + Volume + "/statistics/{statisticId}", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET " + Volume + "/ghosts", Role.Reader, Place.Demo),
        new("GET " + Volume + "/ghosts refreshed", Role.Operator, Place.Demo) { Query = "?refresh=true" },
        new("GET " + Bricks, Role.Reader, Place.Demo),
        new("GET " + Bricks + "/{brickId}", Role.Reader, Place.Demo),
        new("GET " + Bricks + "/{brickId}/statistics", Role.Reader, Place.Demo),
        new("GET " + Bricks + "/{brickId}/statistics/{statisticId}", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET " + Cluster + "/glusterhooks", Role.Reader, Place.Demo),
        new("GET " + Hook, Role.Reader, Place.Demo),
        new("GET /jobs/{jobId}", Role.Reader, Place.Demo),
        new("GET /jobs/{jobId}/steps", Role.Reader, Place.Demo),
        new("GET " + Step, Role.Reader, Place.Demo),
        new("GET " + Step + "/gate", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET " + Step + "/plan", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET " + Step + "/statistics", Role.Reader, Place.Demo),
        new("GET " + Step + "/statistics/{statisticId}", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET " + Step + "/samples", Role.Reader, Place.Demo),
        new("GET " + Step + "/samples/{sampleId}", Role.Reader, Place.Demo) { FindsNothing = true },
        new("GET /jobs/{jobId} external", Role.Reader, Place.AdministratorsJob),

        new("POST " + Volume + "/getprofilestatistics", Role.Reader, Place.Demo) { Body = Action },

        new("POST " + Cluster + "/refreshglusterhealstatus", Role.Operator, Place.Demo) { Body = DryRun },
        new("POST /events", Role.Operator, Place.Anywhere) { Body = "<event><description>of a test</description><severity>normal</severity><origin>test</origin><custom_id>1</custom_id></event>" },
        new("POST " + Volume + "/rebalance", Role.Operator, Place.Demo) { Body = DryRun },
        new("POST " + Volume + "/stoprebalance", Role.Operator, Place.Demo) { Body = Action },
        new("POST " + Volume + "/throttle", Role.Operator, Place.Demo) { Body = "<action><throttle>lazy</throttle></action>" },
        .. new[] { "migrate", "stopmigrate", "activate", "commit" }.SelectMany(static action => (Operation[])
        [
            new($"POST {Bricks}/{action}", Role.Operator, Place.Demo) { Body = NoBricks },
            new($"POST {Bricks}/{{brickId}}/{action}", Role.Operator, Place.Demo) { Body = DryRun },
        ]),
        new("DELETE " + Bricks, Role.Operator, Place.Demo),
        new("DELETE " + Bricks + "/{brickId}", Role.Operator, Place.Demo),
        new("POST " + Bricks + "/commit rehearsed override", Role.Administrator, Place.Demo) { Body = "<action><bricks/><override>true</override><dry_run>true</dry_run></action>" },
        new("POST /jobs", Role.Operator, Place.Anywhere) { Body = "<job><description>of a test</description><auto_cleared>true</auto_cleared></job>" },

        new("POST " + Bricks + "/commit override", Role.Administrator, Place.Demo) { Body = "<action><bricks/><override>true</override><reason>r</reason></action>" },
        new("DELETE " + Bricks + " force", Role.Administrator, Place.Demo) { Query = "?force=true" },
        new("DELETE " + Bricks + "/{brickId} force", Role.Administrator, Place.Demo) { Query = "?force=true" },
        new("POST " + Cluster + "/glustervolumes", Role.Administrator, Place.Demo)
        {
            Query = "?dry_run=true",
            Body = "<gluster_volume><name>more</name><volume_type>distribute</volume_type><bricks><brick><server_id>{hostId}</server_id><brick_dir>/bricks/more</brick_dir></brick></bricks></gluster_volume>",
        },
        new("DELETE " + Volume, Role.Administrator, Place.Demo) { Query = "?dry_run=true" },
        .. new[] { "start", "stop", "resetalloptions", "startprofile", "stopprofile" }.Select(
            static action => new Operation($"POST {Volume}/{action}", Role.Administrator, Place.Demo) { Body = DryRun }),
        new("POST " + Volume + "/setoption", Role.Administrator, Place.Demo)
        {
            Body = "<action><dry_run>true</dry_run><option><name>cluster.min-free-disk</name><value>10%</value></option></action>",
        },
        new("POST " + Volume + "/resetoption", Role.Administrator, Place.Demo)
        {
            Body = "<action><dry_run>true</dry_run><force>false</force><option><name>cluster.min-free-disk</name></option></action>",
        },
        new("POST " + Bricks, Role.Administrator, Place.Demo)
        {
            Query = "?dry_run=true",
            Body = "<bricks><brick><server_id>{hostId}</server_id><brick_dir>/bricks/more</brick_dir></brick></bricks>",
        },
        new("POST " + Bricks + "/{brickId}/replace", Role.Administrator, Place.Demo)
        {
            Body = "<action><dry_run>true</dry_run><bricks><brick><server_id>{hostId}</server_id><brick_dir>/bricks/more</brick_dir></brick></bricks></action>",
        },
        new("POST " + Bricks + "/{brickId}/reset", Role.Administrator, Place.Demo) { Body = DryRun },
        .. new[] { "enable", "disable" }.Select(static action => new Operation($"POST {Hook}/{action}", Role.Administrator, Place.Demo) { Body = DryRun }),
        new("POST " + Hook + "/resolve", Role.Administrator, Place.Demo) { Body = "<action><dry_run>true</dry_run><resolution_type>add</resolution_type></action>" },
        new("DELETE " + Hook, Role.Administrator, Place.Demo) { Query = "?dry_run=true" },
        new("DELETE /events/{spareEventId}", Role.Administrator, Place.Everything),
        new("POST /events/undelete", Role.Administrator, Place.Everything) { Body = DryRun },
        new("POST " + Volume + "/releaselease", Role.Administrator, Place.Demo) { Body = Action },
        new("POST " + Volume + "/resync", Role.Administrator, Place.Demo) { Body = DryRun },
        new("POST " + Volume + "/cureghost", Role.Administrator, Place.Demo) { Body = DryRun },
        new("POST /clusters", Role.Administrator, Place.Everything) { Body = "<cluster><name>demo</name></cluster>" },
        new("DELETE " + Cluster, Role.Administrator, Place.Demo),
        new("DELETE /hosts/{spareHostId} force", Role.Administrator, Place.Demo) { Query = "?force=true" },
        new("POST /hosts", Role.Administrator, Place.Demo) { Body = "<host><name>no name</name><address>a</address><cluster id=\"{clusterId}\"/></host>" },
        new("POST /hosts/{hostId}/activate", Role.Administrator, Place.Demo) { Body = DryRun },
        new("POST /hosts/{hostId}/deactivate", Role.Administrator, Place.Demo) { Body = DryRun },
        new("POST /hosts/{hostId}/acceptsshkey", Role.Administrator, Place.Demo) { Body = "<action><dry_run>true</dry_run><ssh><fingerprint>SHA256:none</fingerprint></ssh></action>" },
        new("POST /hosts/{hostId}/connections", Role.Administrator, Place.Demo) { Body = "<connection/>" },
        new("DELETE /hosts/{hostId}/connections/{cid}", Role.Administrator, Place.Demo) { FindsNothing = true },
        new("POST " + Cluster + "/importhosts", Role.Administrator, Place.Demo) { Body = DryRun },
        new("DELETE /hosts/{spareHostId}", Role.Administrator, Place.Demo),
        new("POST /jobs/{jobId}/end external", Role.Administrator, Place.AdministratorsJob) { Body = DryRun },
        new("POST /jobs/{jobId}/clear external", Role.Administrator, Place.AdministratorsJob) { Body = DryRun },
        new("POST /jobs/{jobId}/steps external", Role.Administrator, Place.AdministratorsJob) { Body = "<step><description>d</description><type>executing</type></step>" },
        new("POST " + Step + "/end external", Role.Administrator, Place.AdministratorsJob) { Body = DryRun },
    ];
}
