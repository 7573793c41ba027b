using System.Diagnostics;
using System.Text;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Testing;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.UnitTests.Hooks;

/// <summary>The files of a glusterd that is told where its state is; a process that listens at its socket stands in for it.</summary>
public sealed class LocalHookDirectoryTests : IAsyncLifetime
{
    private const string Listen = "use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0) or die; bind(S, pack_sockaddr_un($ARGV[0])) or die; listen(S, 9) or die; while (1) { accept(C, S); close(C) }";
    private static readonly HookName Hook = HookName.Parse("start", "post", "30one.sh")!;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hooks-");
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddVds().BuildServiceProvider();
    private Process? glusterd;

    private string Post => Path.Combine(folder.FullName, "state", "hooks", "1", "start", "post");

    private string Socket => Path.Combine(folder.FullName, "socket");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Post);
        var file = Path.Combine(folder.FullName, "glusterd.vol");
        await File.WriteAllTextAsync(file, $"volume management\n    option working-directory {folder.FullName}/state\nend-volume\n");
        glusterd = Process.Start(new ProcessStartInfo("perl", ["-e", Listen, Socket, $"--volfile={file}"]))!;
        await Eventually.GetAsync(() => Task.FromResult(File.Exists(Socket)), static there => there);
        await Eventually.GetAsync(() => Say(new HookListVerb()), static reply => reply is VdsReply<IReadOnlyList<HookDescription>>.Answered);
    }

    public async Task DisposeAsync()
    {
        glusterd!.Kill();
        await glusterd.WaitForExitAsync();
        glusterd.Dispose();
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Only_files_that_gluster_could_run_are_hooks()
    {
        Write("S30one.sh");
        Write("K40two.sh");
        Write("disabled-three.sh");
        Write(".S50four.sh");
        Write("S60 five.sh");
        File.CreateSymbolicLink(Path.Combine(Post, "S70six.sh"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "state", "hooks", "1", "stop"), Path.Combine(folder.FullName, "state", "hooks", "1", "start"));

        var hooks = Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Answered>(await Say(new HookListVerb())).Value;

        Assert.Equal([("start-POST-30one.sh", true), ("start-POST-40two.sh", false)], hooks.Select(static hook => (hook.Hook.Key, hook.IsEnabled)));
    }

    [Fact]
    public async Task A_hook_behind_a_link_is_neither_read_nor_written()
    {
        var elsewhere = folder.CreateSubdirectory("elsewhere");
        Directory.Delete(Post);
        Directory.CreateSymbolicLink(Post, elsewhere.FullName);
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, "S30one.sh"), "secret");

        Assert.IsType<VdsReply<HookContent>.Unreachable>(await Say(new HookReadVerb(Hook)));
        Assert.IsType<VdsReply<bool>.Refused>(await Say(new HookRemoveVerb(Hook)));
        Assert.IsType<VdsReply<bool>.Refused>(await Say(new HookAddVerb(HookName.Parse("start", "post", "31new.sh")!, ContentOf("x"), IsEnabled: true)));

        Assert.Equal(["S30one.sh"], elsewhere.EnumerateFiles().Select(static file => file.Name));
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_hook_is_not_followed()
    {
        var target = Path.Combine(folder.FullName, "target");
        await File.WriteAllTextAsync(target, "kept");
        File.CreateSymbolicLink(Path.Combine(Post, "S30one.sh"), target);

        Assert.Equal(GlusterErrorMeaning.HookNotFound, Refusal(await Say(new HookReadVerb(Hook))));
        Assert.Equal(GlusterErrorMeaning.HookNotFound, Refusal(await Say(new HookUpdateVerb(Hook, ContentOf("other")))));
        Assert.Equal(GlusterErrorMeaning.HookExists, Refusal(await Say(new HookAddVerb(Hook, ContentOf("other"), IsEnabled: true))));

        Assert.Equal("kept", await File.ReadAllTextAsync(target));
    }

    [Fact]
    public async Task A_hook_that_is_written_is_executable_and_leaves_nothing_beside_it()
    {
        Assert.IsType<VdsReply<bool>.Answered>(await Say(new HookAddVerb(Hook, ContentOf("#!/bin/sh\n"), IsEnabled: false)));
        File.SetUnixFileMode(Path.Combine(Post, "K30one.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.IsType<VdsReply<bool>.Answered>(await Say(new HookUpdateVerb(Hook, ContentOf("#!/bin/sh\nexit 0\n"))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Post, "K30one.sh")));
        Assert.IsType<VdsReply<bool>.Answered>(await Say(new HookEnableVerb(Hook)));

        Assert.Equal([Path.Combine(Post, "S30one.sh")], Directory.EnumerateFileSystemEntries(Post));
        Assert.True(File.GetUnixFileMode(Path.Combine(Post, "S30one.sh")).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
        Assert.Equal("#!/bin/sh\nexit 0\n", await File.ReadAllTextAsync(Path.Combine(Post, "S30one.sh")));
    }

    [Fact]
    public async Task Of_an_enabled_and_a_disabled_file_gluster_runs_the_first_and_both_are_removed()
    {
        Write("S30one.sh");
        Write("K30one.sh");

        Assert.True(Assert.Single(Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Answered>(await Say(new HookListVerb())).Value).IsEnabled);
        Assert.IsType<VdsReply<bool>.Answered>(await Say(new HookRemoveVerb(Hook)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Post));
    }

    [Fact]
    public async Task Without_the_glusterd_nobody_knows_where_its_hooks_are()
    {
        var reply = await Say(new HookListVerb(), Path.Combine(folder.FullName, "deaf"));

        Assert.StartsWith("The hooks of node1 cannot be looked at: no glusterd of host node1 listens", Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Unreachable>(reply).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_folder_they_cannot_be_looked_at()
    {
        Directory.Delete(Path.Combine(folder.FullName, "state"), recursive: true);

        Assert.Contains("there is no folder", Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Unreachable>(await Say(new HookListVerb())).Reason, StringComparison.Ordinal);
    }

    private static HookContent ContentOf(string text) => new(Encoding.UTF8.GetBytes(text));

    private static GlusterErrorMeaning Refusal<T>(VdsReply<T> reply) => Assert.IsType<VdsReply<T>.Refused>(reply).Error.Meaning;

    private void Write(string name) => File.WriteAllText(Path.Combine(Post, name), "#!/bin/sh\n");

    private Task<VdsReply<T>> Say<T>(VdsVerb<T> verb, string? socket = null) => services.GetRequiredService<IVdsClient>()
        .CallAsync(new(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Cli, socket ?? Socket), verb, CancellationToken.None);
}
