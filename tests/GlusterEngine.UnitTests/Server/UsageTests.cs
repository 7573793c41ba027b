using GlusterEngine.Server.Rest;
using Xunit;

namespace GlusterEngine.UnitTests.Server;

public sealed class UsageTests
{
    private const string Id = "0190c5d2-7a10-7000-8000-000000000001";

    [Theory]
    [InlineData("POST", "/clusters", "clusters", "add")]
    [InlineData("GET", "/clusters/" + Id, "cluster", "get")]
    [InlineData("POST", "/clusters/" + Id + "/glustervolumes/" + Id + "/rebalance", "gluster_volume", "rebalance")]
    [InlineData("POST", "/clusters/" + Id + "/glustervolumes", "gluster_volumes", "add")]
    [InlineData("DELETE", "/clusters/" + Id + "/glustervolumes/" + Id + "/glusterbricks", "gluster_bricks", "remove")]
    [InlineData("DELETE", "/clusters/" + Id + "/glustervolumes/" + Id + "/glusterbricks/" + Id, "gluster_brick", "remove")]
    [InlineData("POST", "/clusters/" + Id + "/glustervolumes/" + Id + "/glusterbricks/migrate", "gluster_bricks", "migrate")]
    [InlineData("POST", "/jobs/" + Id + "/steps/" + Id + "/end", "step", "end")]
    [InlineData("DELETE", "/events/17", "event", "remove")]
    [InlineData("GET", "/events", "events", "list")]
    [InlineData("GET", "", "system", "get")]
    [InlineData("POST", "/" + Id, "", "add")]
    public void The_documentation_is_named_by_service_and_method(string method, string path, string service, string expected) =>
        Assert.Equal((service, expected), Usage.Operation(method, "/ovirt-engine/api" + path));
}
