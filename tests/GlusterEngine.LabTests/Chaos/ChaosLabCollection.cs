using Xunit;

namespace GlusterEngine.LabTests.Chaos;

/// <summary>The test that kills engines and glusterds, in a lab of its own.</summary>
[CollectionDefinition(Name)]
public sealed class ChaosLabCollection : ICollectionFixture<ChaosLab>
{
    public const string Name = "chaos lab";
}
