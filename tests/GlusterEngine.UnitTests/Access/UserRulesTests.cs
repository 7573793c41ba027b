using GlusterEngine.Server.Access;
using Xunit;

namespace GlusterEngine.UnitTests.Access;

public sealed class UserRulesTests
{
    [Theory]
    [InlineData("bob@internal", true)]
    [InlineData("admin@ovirt@internalsso", true)]
    [InlineData("b.o-b_1+x@internal", true)]
    [InlineData("bob", false)]
    [InlineData("@internal", false)]
    [InlineData("bob@", false)]
    [InlineData("", false)]
    [InlineData("b ob@internal", false)]
    [InlineData("b:ob@internal", false)]
    [InlineData("b\nob@internal", false)]
    [InlineData("böb@internal", false)]
    public void A_name_has_a_profile_and_can_be_sent_by_http_basic(string name, bool isName) => Assert.Equal(isName, UserRules.NameProblem(name) is null);

    [Fact]
    public void A_name_fits_its_column() =>
        Assert.Equal((true, false), (UserRules.NameProblem(new string('b', 246) + "@internal") is null, UserRules.NameProblem(new string('b', 247) + "@internal") is null));

    [Theory]
    [InlineData("1234567", false)]
    [InlineData("12345678", true)]
    [InlineData("pässwörd mit Leerzeichen", true)]
    [InlineData("tab\tinside", false)]
    public void A_password_is_long_enough_and_can_be_typed(string password, bool isPassword)
    {
        var problem = UserRules.PasswordProblem(password);

        Assert.Equal(isPassword, problem is null);
        Assert.DoesNotContain(password, problem ?? "", StringComparison.Ordinal);
    }
}
