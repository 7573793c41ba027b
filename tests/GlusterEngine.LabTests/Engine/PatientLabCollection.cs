using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>Tests that share one lab with gluster's own times, and one engine with those of users.</summary>
[CollectionDefinition(Name)]
public sealed class PatientLabCollection : ICollectionFixture<PatientLab>
{
    public const string Name = "patient lab";
}
