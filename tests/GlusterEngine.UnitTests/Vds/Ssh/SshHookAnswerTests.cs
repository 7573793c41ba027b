using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Hooks;
using GlusterEngine.Vds.Ssh;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Ssh;

public sealed class SshHookAnswerTests
{
    private static readonly VdsHost Host = new(Guid.NewGuid(), Guid.NewGuid(), "node1", "node1", HostTransport.Ssh, GlusterdSocket: null);
    private static readonly HookName Hook = HookName.Parse("start", "post", "30one.sh")!;
    private static readonly string Sum = new('a', 64);

    [Fact]
    public void Each_line_is_a_hook_and_what_is_none_is_passed_over()
    {
        var output = $"hook start/post/S30one.sh text {Sum}\nhook stop/pre/K9two binary {Sum}\nhook ../pre/S1 text {Sum}\nhook start/post/S31 text short\nnoise\n";

        var hooks = Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Answered>(SshHookAnswer.ReadList(Host, new CommandOutcome.Exited(0, output, ""))).Value;

        Assert.Equal([new(Hook, IsEnabled: true, HookContentType.Text, Sum), new(HookName.Parse("stop", "pre", "9two")!, IsEnabled: false, HookContentType.Binary, Sum)], hooks);
    }

    [Fact]
    public void A_folder_that_cannot_be_seen_is_out_of_sight() => Assert.StartsWith(
        "The hooks of node1 cannot be looked at: there is no folder ",
        Assert.IsType<VdsReply<IReadOnlyList<HookDescription>>.Unreachable>(SshHookAnswer.ReadList(Host, new CommandOutcome.Exited(20, "", ""))).Reason,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(21, GlusterErrorMeaning.HookNotFound)]
    [InlineData(22, GlusterErrorMeaning.HookExists)]
    [InlineData(23, GlusterErrorMeaning.Other)]
    [InlineData(24, GlusterErrorMeaning.Other)]
    [InlineData(25, GlusterErrorMeaning.Other)]
    [InlineData(1, GlusterErrorMeaning.Other)]
    public void A_failed_change_is_refused(int code, GlusterErrorMeaning meaning) =>
        Assert.Equal(meaning, Assert.IsType<VdsReply<bool>.Refused>(SshHookAnswer.ReadEdit(Host, Hook, new CommandOutcome.Exited(code, "", "mv: no"))).Error.Meaning);

    [Fact]
    public void The_content_comes_behind_the_line_of_the_hook()
    {
        var read = SshHookAnswer.ReadContent(Host, Hook, new CommandOutcome.Exited(0, $"hook start/post/S30one.sh text {Sum}\nIyEvYmluL3NoCg==\n", ""));

        Assert.Equal("#!/bin/sh\n"u8.ToArray(), Assert.IsType<VdsReply<HookContent>.Answered>(read).Value.Bytes.ToArray());
        Assert.IsType<VdsReply<HookContent>.Unknown>(SshHookAnswer.ReadContent(Host, Hook, new CommandOutcome.Exited(0, $"hook start/post/S30one.sh text {Sum}\n%%\n", "")));
        Assert.IsType<VdsReply<HookContent>.Unknown>(SshHookAnswer.ReadContent(Host, Hook, new CommandOutcome.Exited(0, "", "")));
    }

    [Fact]
    public void What_never_began_is_unreachable_and_what_was_lost_unknown()
    {
        Assert.True(Assert.IsType<VdsReply<bool>.Unreachable>(SshHookAnswer.ReadEdit(Host, Hook, new CommandOutcome.NotStarted("no") { IsUntrusted = true })).IsUntrusted);
        Assert.IsType<VdsReply<bool>.Unknown>(SshHookAnswer.ReadEdit(Host, Hook, new CommandOutcome.TimedOut("late")));
    }
}
