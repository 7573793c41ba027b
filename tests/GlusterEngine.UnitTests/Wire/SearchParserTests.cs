using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Wire.Search;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class SearchParserTests
{
    [Theory]
    [InlineData("count = 3", "3", true)]
    [InlineData("count != 3", "3", false)]
    [InlineData("count != 3", null, true)]
    [InlineData("count < 10", "9", true)]
    [InlineData("count <= 9", "9", true)]
    [InlineData("count>9", "10", true)]
    [InlineData("count >= 11", "10", false)]
    [InlineData("count > 9", null, false)]
    [InlineData("count < b", "a", true)]
    [InlineData("count != a*", "abc", false)]
    public void Values_compare_as_numbers_where_both_are_some_and_as_text_elsewhere(string text, string? value, bool expected) =>
        Assert.Equal(expected, Parse(text).Matches(_ => value));

    [Theory]
    [InlineData("a=1 and b=1", "a b", true)]
    [InlineData("a=1 and b=1", "a", false)]
    [InlineData("a=1 or b=1", "b", true)]
    [InlineData("a=1 or b=1 and c=1", "a", true)]
    [InlineData("a=1 and b=1 or c=1", "c", true)]
    [InlineData("a=1 and b=1 or c=1", "a", false)]
    [InlineData("", "", true)]
    public void And_binds_closer_than_or(string text, string fieldsThatAreOne, bool expected) =>
        Assert.Equal(expected, Parse(text).Matches(field => fieldsThatAreOne.Contains(field, StringComparison.Ordinal) ? "1" : "0"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_text_asks_for_everything(string? text) => Assert.Empty(Parse(text).Terms);

    [Theory]
    [InlineData("name=data")]
    [InlineData("NAME = data")]
    [InlineData("name = \"data\"")]
    [InlineData("  name  =data ")]
    public void A_term_is_a_field_and_a_value(string text) => Assert.Equal([new SearchTerm("name", SearchOperator.Equal, "data")], Parse(text).Terms);

    [Fact]
    public void All_parts_come_in_order()
    {
        var query = Parse("name = \"my and data\" AND cluster=Def* sortby Name DESC page 2");
        Assert.Equal([new SearchTerm("name", SearchOperator.Equal, "my and data"), new SearchTerm("cluster", SearchOperator.Equal, "Def*")], query.Terms);
        Assert.Equal(("name", true, 2), (query.SortField, query.SortsDescending, query.Page));
    }

    [Theory]
    [InlineData("sortby time", "time", false)]
    [InlineData("sortby time asc", "time", false)]
    [InlineData("sortby time desc", "time", true)]
    public void A_search_may_only_sort(string text, string field, bool descending)
    {
        var query = Parse(text);
        Assert.Empty(query.Terms);
        Assert.Equal((field, descending), (query.SortField, query.SortsDescending));
    }

    [Fact]
    public void Keywords_may_be_values() => Assert.Equal([new SearchTerm("name", SearchOperator.Equal, "page")], Parse("name=page").Terms);

    [Theory]
    [InlineData("name", "= != < <= > >= was expected after 'name'")]
    [InlineData("name == data", "= != < <= > >= was expected after 'name'")]
    [InlineData("name like data", "= != < <= > >= was expected after 'name'")]
    [InlineData("= data", "A field was expected at '='.")]
    [InlineData("name =", "A value was expected after 'name ='.")]
    [InlineData("name = =", "A value was expected after 'name ='.")]
    [InlineData("name = a or", "A field was expected at the end.")]
    [InlineData("name = a b", "was expected at 'b'.")]
    [InlineData("name = a and", "A field was expected at the end.")]
    [InlineData("name = \"a", "A quote is not closed.")]
    [InlineData("sortby", "A field was expected after 'sortby'.")]
    [InlineData("page", "A number from 1 was expected after 'page'.")]
    [InlineData("page 0", "A number from 1 was expected after 'page'.")]
    [InlineData("page -1", "A number from 1 was expected after 'page'.")]
    [InlineData("page 2 page 3", "was expected at 'page'.")]
    [InlineData("page 2 sortby name", "was expected at 'sortby'.")]
    public void A_refusal_says_what_is_wrong(string text, string expected)
    {
        Assert.False(SearchParser.TryParse(text, out var query, out var error));
        Assert.Null(query);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), static text => SearchParser.TryParse(text, out var query, out var error)
            ? query is not null && error is null
            : query is null && error is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("data", "DATA", true)]
    [InlineData("data", "data2", false)]
    [InlineData("data*", "data2", true)]
    [InlineData("*data", "mydata", true)]
    [InlineData("*a*a*", "banana", true)]
    [InlineData("b*a*n*x", "banana", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("*", "", true)]
    [InlineData("*", null, true)]
    [InlineData("", null, false)]
    [InlineData("", "", true)]
    [InlineData("a.c", "abc", false)]
    public void A_star_stands_for_any_characters(string value, string? candidate, bool expected) =>
        Assert.Equal(expected, new SearchTerm("name", SearchOperator.Equal, value).Matches(candidate));

    [Fact]
    public void Case_counts_when_asked_for() => Assert.False(new SearchTerm("name", SearchOperator.Equal, "data*").Matches("DATA", StringComparison.Ordinal));

    [Fact]
    public void Many_stars_take_no_longer()
    {
        var watch = Stopwatch.StartNew();
        Assert.False(new SearchTerm("name", SearchOperator.Equal, string.Concat(Enumerable.Repeat("*a", 2000)) + "b").Matches(new string('a', 20_000)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static SearchQuery Parse(string? text)
    {
        Assert.True(SearchParser.TryParse(text, out var query, out var error), error);
        return query;
    }
}
