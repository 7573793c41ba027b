using System.Globalization;
using GlusterEngine.Vds.CommandLine;

namespace GlusterEngine.Testing.Gluster;

/// <summary>What a real gluster answered once, recorded by tools/record-fixtures.sh and those beside it.</summary>
public sealed record RecordedAnswer(string File, int ExitCode, bool IsError, IReadOnlyList<string> Arguments, string Text)
{
    public const string Version = "10.3";

    private static readonly string Folder = Repository.PathOf("tests", "fixtures", "gluster", Version);

    /// <summary>All of them, in the order of recording.</summary>
    public static IReadOnlyList<RecordedAnswer> All { get; } = [.. System.IO.File.ReadLines(Path.Combine(Folder, "index.tsv")).Select(Parse)];

    /// <summary>How the command line that was recorded ended.</summary>
    public CommandOutcome Outcome => new CommandOutcome.Exited(ExitCode, IsError ? "" : Text, IsError ? Text : "");

    public static RecordedAnswer Of(string file) => All.Single(answer => answer.File == file);

    public override string ToString() => File;

    // file, exit code, stream, node, arguments parted by spaces
    private static RecordedAnswer Parse(string line) => line.Split('\t') is [var file, var exitCode, var stream, _, var arguments]
        ? new RecordedAnswer(
            file,
            int.Parse(exitCode, CultureInfo.InvariantCulture),
            stream == "stderr",
            [.. arguments.Split(' ').Where(static argument => !argument.StartsWith("--", StringComparison.Ordinal))],
            System.IO.File.ReadAllText(Path.Combine(Folder, file)))
        : throw new FormatException(line);
}
