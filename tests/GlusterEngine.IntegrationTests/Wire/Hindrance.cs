namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>Something in the way of the engine for as long as it is held.</summary>
internal sealed class Hindrance(WireSite? site, string undo) : IAsyncDisposable
{
    public static Hindrance None { get; } = new(null, "");

    public static async Task<Hindrance> PutAsync(WireSite site, string sql, string undo)
    {
        await site.ExecuteAsync(sql);
        return new(site, undo);
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.ExecuteAsync(undo);
    }
}
