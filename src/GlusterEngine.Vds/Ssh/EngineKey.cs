using GlusterEngine.Vds.CommandLine;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The engine's own key, ed25519, by which it logs in to hosts. Made where there is none, readable by the engine's account only.</summary>
/// <param name="options">Where it is.</param>
public sealed class EngineKey(IOptions<SshOptions> options)
{
    private const string Name = "id_ed25519";

    /// <summary>File of the private half.</summary>
    public string PrivateFile => Path.Combine(options.Value.Folder, Name);

    /// <summary>The public half, <c>TYPE BASE64 COMMENT</c>; null when there is none yet.</summary>
    public string? Public
    {
        get
        {
            try
            {
                return File.ReadAllText(PublicFile).Trim();
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }
    }

    private string PublicFile => PrivateFile + ".pub";

    /// <summary>Makes the key, unless it is there.</summary>
    /// <returns>Null when it is there now; else why not.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(PrivateFile) && File.Exists(PublicFile)) return null;
        Directory.CreateDirectory(options.Value.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Engines that share the folder may start at once: the first whole key stays.
        var draft = Directory.CreateDirectory(Path.Combine(options.Value.Folder, $"new-{Guid.NewGuid():N}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var file = Path.Combine(draft.FullName, Name);
            if (await GenerateAsync(file, cancellationToken) is { } problem) return problem;
            TryMove(file, PrivateFile);
            return await WritePublicAsync(draft.FullName, cancellationToken);
        }
        finally
        {
            draft.Delete(recursive: true);
        }
    }

    private async Task<string?> GenerateAsync(string file, CancellationToken cancellationToken) =>
        (await RunAsync(["-q", "-t", "ed25519", "-N", "", "-C", $"glusterengine@{Environment.MachineName}", "-f", file], cancellationToken)).Problem;

    /// <summary>From the private half that stayed, whoever made it.</summary>
    private async Task<string?> WritePublicAsync(string draft, CancellationToken cancellationToken)
    {
        var (output, problem) = await RunAsync(["-y", "-f", PrivateFile], cancellationToken);
        if (problem is not null) return problem;
        var file = Path.Combine(draft, "public");
        await File.WriteAllTextAsync(file, output, cancellationToken);
        File.Move(file, PublicFile, overwrite: true);
        return null;
    }

    private static void TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
        }
        catch (IOException) when (File.Exists(to))
        {
            // Another engine was quicker.
        }
    }

    private async Task<(string Output, string? Problem)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (started, problem) = ChildProcess.Start(options.Value.KeygenProgram, arguments);
        if (started is null) return ("", $"The engine's ssh key cannot be made, so no host can be reached by ssh: {problem} Install the OpenSSH client.");
        using var process = started;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? (output, null) : ("", $"The engine's ssh key {PrivateFile} cannot be made or read: {(await error).Trim()}");
    }
}
