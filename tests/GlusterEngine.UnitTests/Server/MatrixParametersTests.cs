using GlusterEngine.Server.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace GlusterEngine.UnitTests.Server;

public sealed class MatrixParametersTests
{
    [Theory]
    [InlineData("search=name=a+b", "search", "name=a+b")]
    [InlineData("search=name=a&b", "search", "name=a&b")]
    [InlineData("search=name=a%26b", "search", "name=a%26b")]
    [InlineData("max=2;force", "force", "")]
    [InlineData(";;max=2;", "max", "2")]
    public void A_value_is_taken_as_the_decoded_path_shows_it(string matrix, string name, string value) =>
        Assert.Equal(value, QueryHelpers.ParseQuery(MatrixParameters.Merge(matrix, QueryString.Empty).Value)[name].Single());

    [Fact]
    public void The_query_wins() => Assert.Equal("?max=3", MatrixParameters.Merge("max=2", new QueryString("?max=3")).Value);

    [Fact]
    public void A_parameter_without_a_name_is_none() => Assert.Equal("", MatrixParameters.Merge("=2", QueryString.Empty).Value ?? "");
}
