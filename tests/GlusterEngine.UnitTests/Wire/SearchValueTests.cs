using GlusterEngine.Wire.Search;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class SearchValueTests
{
    private static readonly string?[] Ordered = [null, "-1", "9", "10", "", "1a", "9b", "b"];

    [Fact]
    public void Values_of_all_kinds_have_one_order_wherever_they_stood_before()
    {
        var order = Comparer<string?>.Create(static (left, right) => SearchValue.Compare(left, right, StringComparison.OrdinalIgnoreCase));

        for (var first = 0; first < Ordered.Length; first++)
        {
            Assert.Equal(Ordered, Ordered.Skip(first).Concat(Ordered.Take(first)).Order(order));
            Assert.Equal(Ordered, Ordered.Take(first).Reverse().Concat(Ordered.Skip(first)).Order(order));
        }

        foreach (var (left, right) in Ordered.SelectMany(static _ => Ordered, static (left, right) => (left, right)))
            Assert.Equal(Math.Sign(Array.IndexOf(Ordered, left).CompareTo(Array.IndexOf(Ordered, right))), Math.Sign(order.Compare(left, right)));
    }
}
