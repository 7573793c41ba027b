using GlusterEngine.Server.Access;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace GlusterEngine.UnitTests.Access;

public sealed class PreferencesTests
{
    [Theory]
    [InlineData(new string[0], false, false, false)]
    [InlineData(new[] { "persistent-auth" }, true, false, false)]
    [InlineData(new[] { "Persistent-Auth , CSRF-protection" }, true, false, true)]
    [InlineData(new[] { "respond-async,new-auth", "persistent-auth" }, true, true, false)]
    [InlineData(new[] { "persistent-authority" }, false, false, false)]
    public void Elements_are_read_from_all_lines_in_any_case(string[] lines, bool keeps, bool isNew, bool protects) =>
        Assert.Equal(new Preferences(keeps, isNew, protects), Preferences.Of(new StringValues(lines)));
}
