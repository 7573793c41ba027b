using GlusterEngine.Vds.Ssh;

namespace GlusterEngine.Server.Ssh;

/// <summary>Where the engine's ssh key is.</summary>
internal static class SshFolder
{
    public static string Of(SshOptions options, DataFolder data) => options.Folder.Length > 0 ? options.Folder : Path.Combine(data.Path, "ssh");
}
