using GlusterEngine.Model.Bricks;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>A volume that clients work on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path in the API.</param>
/// <param name="Bricks">The bricks it began with.</param>
internal sealed record HistoryVolume(Guid Id, string Name, string Path, IReadOnlyList<BrickAddress> Bricks)
{
    /// <summary>The brick that was last asked to leave.</summary>
    public BrickAddress Leaving { get; set; } = Bricks[0];
}
