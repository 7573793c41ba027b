namespace GlusterEngine.Testing.Lab;

/// <summary>Whether a lab of real nodes can run here. In continuous integration it must.</summary>
public static class LabRequirements
{
    /// <summary>Why it cannot; null when it can, or must.</summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "A lab of real nodes needs Linux and root."
        : new[] { "glusterd", "gluster", "perl", "unshare", "nsenter" }.FirstOrDefault(static program => !IsInstalled(program)) is { } program
            ? $"A lab of real nodes needs {program}."
            : null;

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
}
