using System.Security.Cryptography;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.CommandLine;

namespace GlusterEngine.Vds.Hooks;

/// <summary>
/// The hooks of a <c>cli</c> host, whose glusterd runs on this machine: its working directory, in the mount namespace of its process. What is written comes to be under its name by
/// renaming, so gluster never runs half a script.
/// </summary>
internal sealed class LocalHookDirectory : IHookDirectory
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public Task<VdsReply<IReadOnlyList<HookDescription>>> ListAsync(VdsHost host, TimeSpan limit, CancellationToken cancellationToken) => WithinAsync(
        host,
        (limit, cancellationToken),
        static root => new VdsReply<IReadOnlyList<HookDescription>>.Answered(HookListVerb.Distinct(Files(root).Select(file => Describe(root, file)))),
        reason => new VdsReply<IReadOnlyList<HookDescription>>.Unreachable(HookRefusals.OutOfSight(host, reason)));

    public Task<VdsReply<HookContent>> ReadAsync(VdsHost host, HookName hook, TimeSpan limit, CancellationToken cancellationToken) => WithinAsync<HookContent>(
        host,
        (limit, cancellationToken),
        root => Find(root, hook) is not { } path ? new VdsReply<HookContent>.Refused(HookRefusals.NotFound(hook))
            : new FileInfo(path).Length > HookContent.MaxBytes ? new VdsReply<HookContent>.Refused(HookRefusals.TooLarge(hook))
            : new VdsReply<HookContent>.Answered(new(File.ReadAllBytes(path))),
        reason => new VdsReply<HookContent>.Unreachable(HookRefusals.OutOfSight(host, reason)));

    public Task<VdsReply<bool>> EditAsync(VdsHost host, HookEdit edit, TimeSpan limit, CancellationToken cancellationToken) => WithinAsync<bool>(
        host,
        (limit, cancellationToken),
        root => Edit(root, edit) is { } refusal ? new VdsReply<bool>.Refused(refusal) : new VdsReply<bool>.Answered(true),
        // All that changes is a renaming or deletion, the last thing that is done.
        reason => new VdsReply<bool>.Refused(HookRefusals.Failed(edit.Hook, reason)));

    private static async Task<VdsReply<T>> WithinAsync<T>(
        VdsHost host, (TimeSpan Time, CancellationToken Cancellation) limit, Func<string, VdsReply<T>> work, Func<string, VdsReply<T>> fail)
    {
        try
        {
            // Apart from this call: a file system of the host that hangs shall not hang the engine.
            return await Task.Run(() => Work(host, work, fail), limit.Cancellation).WaitAsync(limit.Time, limit.Cancellation);
        }
        catch (TimeoutException)
        {
            return new VdsReply<T>.Unknown($"The hooks of {host.Name} could not be reached within {limit.Time.TotalSeconds:0} s.");
        }
    }

    private static VdsReply<T> Work<T>(VdsHost host, Func<string, VdsReply<T>> work, Func<string, VdsReply<T>> fail)
    {
        var (root, problem) = GlusterdFiles.FindInWorkingDirectory(host, HookFile.Root);
        if (root is null) return new VdsReply<T>.Unreachable(HookRefusals.OutOfSight(host, problem!));
        if (!Directory.Exists(root)) return new VdsReply<T>.Unreachable(HookRefusals.OutOfSight(host, $"there is no folder {root}, or this engine may not see it."));
        try
        {
            return work(root);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return fail(failed.Message);
        }
    }

    private static IEnumerable<HookFile> Files(string root) =>
        from command in Directory.EnumerateDirectories(root)
        where !IsLink(command)
        from stage in Directory.EnumerateDirectories(command)
        where !IsLink(stage)
        from path in Directory.EnumerateFiles(stage)
        where !IsLink(path)
        let file = HookFile.Parse(Path.GetRelativePath(root, path))
        where file is not null
        select file.Value;

    private static HookDescription Describe(string root, HookFile file)
    {
        using var stream = File.OpenRead(Path.Combine(root, file.ToString()));
        var beginning = new byte[HookContent.TypedBytes];
        var type = HookContent.TypeOf(beginning.AsSpan(0, stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)));
        stream.Position = 0;
        return new(file.Hook, file.IsEnabled, type, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Where a hook lies; null when it is not there.</summary>
    private static string? Find(string root, HookName hook) => PathOf(root, new(hook, IsEnabled: true)) is { } enabled && IsHook(enabled) ? enabled
        : PathOf(root, new(hook, IsEnabled: false)) is { } disabled && IsHook(disabled) ? disabled
        : null;

    private static GlusterError? Edit(string root, HookEdit edit)
    {
        var (enabled, disabled) = (PathOf(root, new(edit.Hook, IsEnabled: true)), PathOf(root, new(edit.Hook, IsEnabled: false)));
        var found = Find(root, edit.Hook);
        switch (edit)
        {
            case HookEdit.Remove:
                File.Delete(enabled);
                File.Delete(disabled);
                return null;
            case HookEdit.Add when Exists(enabled) || Exists(disabled):
                return HookRefusals.Exists(edit.Hook);
            case HookEdit.Add { Content.Bytes.Length: > HookContent.MaxBytes } or HookEdit.Update { Content.Bytes.Length: > HookContent.MaxBytes }:
                return HookRefusals.TooLarge(edit.Hook);
            case HookEdit.Add add:
                Directory.CreateDirectory(Path.GetDirectoryName(enabled)!);
                Write(add.IsEnabled ? enabled : disabled, add.Content, Readable | Executable);
                return null;
            case not null when found is null:
                return HookRefusals.NotFound(edit.Hook);
            case HookEdit.Update update:
                Write(found, update.Content, File.GetUnixFileMode(found));
                return null;
            case HookEdit.Switch { IsEnabled: true }:
                File.SetUnixFileMode(found, File.GetUnixFileMode(found) | Executable);
                if (found != enabled) File.Move(found, enabled);
                return null;
            case HookEdit.Switch:
                if (found != disabled) File.Move(found, disabled, overwrite: true);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Write(string path, HookContent content, UnixFileMode mode)
    {
        // Gluster passes over what does not begin with S.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".glusterengine-{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                file.Write(content.Bytes.Span);
                file.Flush(flushToDisk: true);
            }

            File.SetUnixFileMode(temporary, mode);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The path of a hook.</summary>
    /// <exception cref="IOException">There is a link on the way, which may lead anywhere.</exception>
    private static string PathOf(string root, HookFile file)
    {
        var (command, folder) = (Path.Combine(root, file.Hook.Command), Path.Combine(root, HookFile.FolderOf(file.Hook)));
        return IsLink(command) || IsLink(folder) ? throw new IOException($"{folder} is a link, or lies behind one.") : Path.Combine(root, file.ToString());
    }

    private static bool IsHook(string path) => File.Exists(path) && !IsLink(path);

    private static bool Exists(string path) => Path.Exists(path) || IsLink(path);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
