using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using Xunit;

namespace GlusterEngine.UnitTests.Access;

public sealed class CallerTests
{
    private static readonly Guid Mine = Guid.NewGuid();

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData(Role.Reader, null, Role.Reader, Role.Reader, Role.Reader)]
    [InlineData(null, Role.Operator, Role.Operator, null, Role.Operator)]
    [InlineData(Role.Reader, Role.Administrator, Role.Administrator, Role.Reader, Role.Administrator)]
    [InlineData(Role.Administrator, Role.Reader, Role.Administrator, Role.Administrator, Role.Administrator)]
    public void The_greater_of_the_two_roles_counts(Role? everywhere, Role? inMine, Role? mine, Role? other, Role? highest)
    {
        var roles = inMine is { } role ? new Dictionary<Guid, Role> { [Mine] = role } : [];
        var caller = new Caller(Guid.NewGuid(), "bob@internal", everywhere, roles);

        Assert.Equal((mine, other, highest, everywhere is not null), (caller.RoleIn(Mine), caller.RoleIn(Guid.NewGuid()), caller.HighestRole, caller.SeesAll));
    }
}
