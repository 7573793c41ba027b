using Xunit;

namespace GlusterEngine.LabTests.Ssh;

/// <summary>Tests that share one lab with sshds, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SshLabCollection : ICollectionFixture<SshLab>
{
    public const string Name = "ssh lab";
}
