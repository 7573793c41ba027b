using GlusterEngine.Server.Rest;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace GlusterEngine.UnitTests.Server;

public sealed class FaultMiddlewareTests
{
    [Theory]
    [InlineData("57P01", 503)]
    [InlineData("53100", 503)]
    [InlineData("22021", 400)]
    [InlineData("23505", 500)]
    public void A_failure_of_the_database_is_told_apart_however_deep_EF_wraps_it(string state, int status)
    {
        var own = new PostgresException("what it says", "FATAL", "FATAL", state);
        var saving = new DbUpdateException("while saving", own);

        Assert.Equal([status, status, status, status], new Exception[] { own, saving, new InvalidOperationException("transient", own), new InvalidOperationException("transient", saving) }
            .Select(static exception => FaultMiddleware.FaultOf(exception).Status));
    }

    [Fact]
    public void Any_other_failure_is_a_bug() => Assert.Equal(500, FaultMiddleware.FaultOf(new InvalidOperationException("a bug")).Status);
}
