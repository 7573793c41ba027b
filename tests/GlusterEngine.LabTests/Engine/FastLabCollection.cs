using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Tests that share one lab and one engine, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FastLabCollection : ICollectionFixture<FastLab>
{
    public const string Name = "fast lab";
}
