using GlusterEngine.Testing.Lab;
using Xunit;

namespace GlusterEngine.LabTests;

/// <summary>Tests that share one lab, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LabCollection : ICollectionFixture<GlusterLab>
{
    public const string Name = "lab";
}
