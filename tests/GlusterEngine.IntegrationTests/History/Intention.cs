using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing.History;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>What a client wants, however often it has to ask.</summary>
/// <param name="Kind">What.</param>
/// <param name="Volume">Of which volume.</param>
/// <param name="Path">Where it is asked for.</param>
/// <param name="Body">The action.</param>
/// <param name="Correlation">Names it, in all tries.</param>
/// <param name="HasKey">Whether that is its idempotency key too.</param>
internal sealed record Intention(RequestKind Kind, HistoryVolume Volume, string Path, string Body, string Correlation, bool HasKey)
{
    /// <summary>The brick it is about, if any.</summary>
    public BrickAddress Brick { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Post;
}
