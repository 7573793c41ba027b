namespace GlusterEngine.Testing;

/// <summary>Fresh folders under the system's temporary one.</summary>
public static class TestFolder
{
    /// <summary>An empty folder that other accounts may pass, as PostgreSQL's has to, but not read.</summary>
    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("glusterengine-tests-").FullName;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        return folder;
    }
}
