namespace GlusterEngine.Vds.CommandLine;

/// <summary>What a glusterd was started with, as far as it tells where its state is. Pure.</summary>
internal static class GlusterdArguments
{
    private const string Long = "--volfile=";

    /// <summary>The volume file that its arguments name (<c>-f FILE</c>, <c>--volfile=FILE</c>); null when they name none.</summary>
    public static string? VolumeFileOf(IReadOnlyList<string> arguments)
    {
        for (var position = 1; position < arguments.Count; position++)
        {
            var argument = arguments[position];
            if (argument is "-f" or "--volfile") return position + 1 < arguments.Count ? Absolute(arguments[position + 1]) : null;
            if (argument.StartsWith(Long, StringComparison.Ordinal)) return Absolute(argument[Long.Length..]);
        }

        return null;
    }

    /// <summary>The working directory that a volume file sets; null when it sets none.</summary>
    public static string? WorkingDirectoryOf(string volumeFile)
    {
        // volume management
        //     type mgmt/glusterd
        //     option working-directory /var/lib/glusterd
        foreach (var line in volumeFile.Split('\n'))
        {
            if (line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries) is ["option", "working-directory", var folder]) return Absolute(folder.Trim('"'))?.TrimEnd('/');
        }

        return null;
    }

    private static string? Absolute(string path) => path.StartsWith('/') ? path : null;
}
