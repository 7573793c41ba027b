using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Tests that break one lab and one engine, one after the other, and mend them.</summary>
[CollectionDefinition(Name)]
public sealed class FaultLabCollection : ICollectionFixture<FaultLab>
{
    public const string Name = "fault lab";
}
