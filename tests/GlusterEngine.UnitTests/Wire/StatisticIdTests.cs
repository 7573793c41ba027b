using GlusterEngine.Wire.Statistics;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class StatisticIdTests
{
    [Theory]
    [InlineData("memory.total.size", "cb788562-80aa-34fe-9097-562942ce326d")]
    [InlineData("files.moved", "efca817c-2c70-3c82-b5b4-cff3dc24acbd")]
    [InlineData("size.moved", "714ad2cf-fcee-323c-b60d-cdd704e47d0d")]
    [InlineData("files.scanned", "04e6b7fd-e409-3320-b9ff-5117c45e79b8")]
    [InlineData("files.failed", "558cceed-d6ee-36d3-b467-aaff32208933")]
    [InlineData("files.skipped", "3734ea69-589b-3d9a-ba2e-a03425fdf8f8")]
    [InlineData("run.time", "0cf39cf9-2ab8-36c0-b366-ea923a5ba6f8")]
    [InlineData("status", "9acb4454-9b41-3636-97bb-490144ec6258")]
    public void A_statistic_has_the_id_that_oVirt_gives_it(string name, string id) => Assert.Equal(Guid.Parse(id), StatisticId.Of(name));
}
