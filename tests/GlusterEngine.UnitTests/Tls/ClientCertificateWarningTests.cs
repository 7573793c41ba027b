using GlusterEngine.Data.Events;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Tls;
using GlusterEngine.Vds.Vdsm;
using Xunit;

namespace GlusterEngine.UnitTests.Tls;

public sealed class ClientCertificateWarningTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_certificate_that_lasts_longer_than_a_month_is_not_spoken_of() => Assert.Null(Warning(Now.AddDays(31), problem: null));

    [Fact]
    public void One_that_ends_within_a_month_is_warned_of() => Assert.Equal(
        new(EventCode.VdsmCertificateEnds, EventSeverity.Warning, "The certificate by which VDSM knows the engine on machine ends on 2027-03-30; after that no host with transport vdsm is reached. "
            + "Put a new one in its place: it is read without a restart."),
        Warning(Now.AddDays(29), problem: null));

    [Fact]
    public void One_that_cannot_be_used_is_an_error() => Assert.Equal(
        new(EventCode.VdsmCertificateEnds, EventSeverity.Error, "The engine on machine cannot speak to hosts with transport vdsm: it is broken."),
        Warning(endsAt: null, "it is broken."));

    private static EventDraft? Warning(DateTimeOffset? endsAt, string? problem) => ClientCertificateWarning.Of(new VdsmCertificate(endsAt, problem), "machine", Now);
}
