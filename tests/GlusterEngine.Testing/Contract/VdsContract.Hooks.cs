using System.Text;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;
using Xunit;

namespace GlusterEngine.Testing.Contract;

/// <summary>Hooks of hosts.</summary>
public sealed partial class VdsContract
{
    public async Task A_hook_is_written_shown_switched_and_removed_on_one_host()
    {
        var hook = NewHook();
        var content = new HookContent(Encoding.UTF8.GetBytes("#!/bin/sh\n# 'quoted' \"words\" $HOME `x` \\ äöü\nexit 0\n"));
        try
        {
            await Ask(First, new HookAddVerb(hook, content, IsEnabled: false));
            Assert.Equal(new(hook, IsEnabled: false, HookContentType.Text, content.Checksum), await Shown(First, hook));
            Assert.Equal(content, await Ask(First, new HookReadVerb(hook)));
            foreach (var other in cluster.Hosts.Skip(1)) Assert.Null(await Shown(other, hook));

            await Ask(First, new HookEnableVerb(hook));
            await Ask(First, new HookEnableVerb(hook));
            Assert.True((await Shown(First, hook))!.IsEnabled);

            var more = new HookContent(Encoding.UTF8.GetBytes("#!/bin/sh\nexit 0\n"));
            await Ask(First, new HookUpdateVerb(hook, more));
            Assert.Equal(new(hook, IsEnabled: true, HookContentType.Text, more.Checksum), await Shown(First, hook));

            await Ask(First, new HookDisableVerb(hook));
            await Ask(First, new HookDisableVerb(hook));
            Assert.Equal(new(hook, IsEnabled: false, HookContentType.Text, more.Checksum), await Shown(First, hook));
        }
        finally
        {
            await Ask(First, new HookRemoveVerb(hook));
        }

        Assert.Null(await Shown(First, hook));
        await Ask(First, new HookRemoveVerb(hook));
    }

    public async Task A_hook_is_kept_to_the_byte_whatever_it_holds()
    {
        var hook = NewHook();
        var random = new Random(7);
        foreach (var size in (int[])[0, 1, 100_000, HookContent.MaxBytes])
        {
            var bytes = new byte[size];
            random.NextBytes(bytes);
            var content = new HookContent(bytes);
            try
            {
                await Ask(First, new HookAddVerb(hook, content, IsEnabled: false));
                Assert.Equal(content, await Ask(First, new HookReadVerb(hook)));
                Assert.Equal(content.Checksum, (await Shown(First, hook))!.Checksum);
            }
            finally
            {
                await Ask(First, new HookRemoveVerb(hook));
            }
        }
    }

    public async Task A_hook_that_is_not_there_cannot_be_read_or_changed_and_one_that_is_cannot_be_added()
    {
        var hook = NewHook();
        var content = new HookContent("#!/bin/sh\n"u8.ToArray());

        Assert.Equal(GlusterErrorMeaning.HookNotFound, await Refusal(new HookReadVerb(hook)));
        Assert.Equal(GlusterErrorMeaning.HookNotFound, await Refusal(new HookEnableVerb(hook)));
        Assert.Equal(GlusterErrorMeaning.HookNotFound, await Refusal(new HookDisableVerb(hook)));
        Assert.Equal(GlusterErrorMeaning.HookNotFound, await Refusal(new HookUpdateVerb(hook, content)));
        Assert.Null(await Shown(First, hook));
        try
        {
            await Ask(First, new HookAddVerb(hook, content, IsEnabled: false));
            Assert.Equal(GlusterErrorMeaning.HookExists, await Refusal(new HookAddVerb(hook, new(new byte[] { 1 }), IsEnabled: true)));
            Assert.Equal(new(hook, IsEnabled: false, HookContentType.Text, content.Checksum), await Shown(First, hook));
        }
        finally
        {
            await Ask(First, new HookRemoveVerb(hook));
        }
    }

    // Of a command that the other scenarios do not give.
    private static HookName NewHook() => HookName.Parse("copy-file", "pre", $"42contract-{Guid.NewGuid():N}.sh")!;

    private async Task<HookDescription?> Shown(VdsHost host, HookName hook) => (await Ask(host, new HookListVerb())).SingleOrDefault(shown => shown.Hook == hook);
}
