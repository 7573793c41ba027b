using GlusterEngine.Engine.Hosts;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using Xunit;

namespace GlusterEngine.UnitTests.Engine;

public sealed class HostStateTests
{
    [Theory]
    [InlineData(HostStatus.Unassigned, "", "")]
    [InlineData(HostStatus.Connecting, "", "")]
    [InlineData(HostStatus.Up, "VDS_CANNOT_ACTIVATE_VDS_ALREADY_UP", "")]
    [InlineData(HostStatus.NonResponsive, "", "")]
    [InlineData(HostStatus.NonOperational, "", "")]
    [InlineData(HostStatus.Maintenance, "", "VDS_CANNOT_MAINTENANCE_VDS_IS_IN_MAINTENANCE")]
    public void A_host_is_activated_unless_it_is_up_and_deactivated_once(HostStatus status, string activate, string deactivate)
    {
        Assert.Equal(activate, Keys(HostStateRefusals.Activate(Host(status))));
        Assert.Equal(deactivate, Keys(HostStateRefusals.Deactivate(Host(status), stopsGluster: false)));
    }

    [Fact]
    public void Gluster_is_not_stopped_on_a_host() =>
        Assert.Equal("ACTION_TYPE_FAILED_CANNOT_STOP_GLUSTER", Keys(HostStateRefusals.Deactivate(Host(HostStatus.Up), stopsGluster: true)));

    [Fact]
    public void A_host_in_maintenance_is_nothing_that_a_verb_could_be_said_to() =>
        Assert.Throws<InvalidOperationException>(static () => VdsHost.Of(Host(HostStatus.Maintenance)));

    [Fact]
    public void A_host_in_maintenance_is_not_asked_how_it_is_and_only_one_that_is_up_is_worked_through()
    {
        Host[] hosts = [.. Enum.GetValues<HostStatus>().Select(Host)];
        Assert.Equal(Enum.GetValues<HostStatus>().Except([HostStatus.Maintenance]), hosts.InUse().Select(static host => host.Status));
        Assert.Equal([HostStatus.Up], hosts.Up().Select(static host => host.Status));
    }

    private static string Keys(IEnumerable<GlusterEngine.Engine.Commands.Refusal> refusals) => string.Join(' ', refusals.Select(static refusal => refusal.Key));

    private static Host Host(HostStatus status) => new()
    {
        Id = Guid.CreateVersion7(),
        ClusterId = VolumeSketch.ClusterId,
        Name = "node1",
        Address = "node1.example",
        Transport = HostTransport.Cli,
        Status = status,
    };
}
