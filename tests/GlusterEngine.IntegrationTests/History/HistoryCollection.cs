using Xunit;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>Needs the machine for itself: several engines and their clients.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HistoryCollection
{
    public const string Name = "history";
}
