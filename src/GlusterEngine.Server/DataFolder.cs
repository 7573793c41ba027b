namespace GlusterEngine.Server;

/// <summary>The engine's own folder: <c>GLUSTERENGINE_DATA</c>, by default <c>.data</c>.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record DataFolder(string Path)
{
    public static DataFolder Of(IConfiguration configuration) =>
        new(System.IO.Path.GetFullPath(configuration["GLUSTERENGINE_DATA"] is { Length: > 0 } folder ? folder : ".data"));
}
