using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Hooks;
using Xunit;

namespace GlusterEngine.UnitTests.Hooks;

/// <summary>What becomes part of a path on hosts cannot lead out of the folder of the hooks.</summary>
public sealed class HookNameTests
{
    [Theory]
    [InlineData("start", "POST", "30samba-start.sh", "start-POST-30samba-start.sh")]
    [InlineData("add-brick", "pre", "28Quota_x.sh", "add-brick-PRE-28Quota_x.sh")]
    public void The_key_is_made_of_the_three_parts(string command, string stage, string name, string key) =>
        Assert.Equal(key, HookName.Parse(command, stage, name)!.Key);

    [Theory]
    [InlineData("..", "pre", "a")]
    [InlineData("", "pre", "a")]
    [InlineData("-start", "pre", "a")]
    [InlineData("Start", "pre", "a")]
    [InlineData("st/art", "pre", "a")]
    [InlineData("start", "between", "a")]
    [InlineData("start", "1", "a")]
    [InlineData("start", null, "a")]
    [InlineData("start", "pre", "")]
    [InlineData("start", "pre", null)]
    [InlineData("start", "pre", "..")]
    [InlineData("start", "pre", ".hidden")]
    [InlineData("start", "pre", "-rf")]
    [InlineData("start", "pre", "a/../../b")]
    [InlineData("start", "pre", "a b")]
    [InlineData("start", "pre", "a\n")]
    [InlineData("start", "pre", "a\0")]
    [InlineData("start", "pre", "$(a)")]
    [InlineData("start", "pre", "ä")]
    public void Other_parts_are_none_of_a_hook(string? command, string? stage, string? name) => Assert.Null(HookName.Parse(command, stage, name));

    [Fact]
    public void Parts_that_are_too_long_are_none_either()
    {
        Assert.NotNull(HookName.Parse(new string('a', HookName.LongestCommand), "pre", new string('a', HookName.LongestName)));
        Assert.Null(HookName.Parse(new string('a', HookName.LongestCommand + 1), "pre", "a"));
        Assert.Null(HookName.Parse("start", "pre", new string('a', HookName.LongestName + 1)));
    }

    [Theory]
    [InlineData("start/post/S30samba-start.sh", true)]
    [InlineData("stop/pre/K29CTDB-teardown.sh", false)]
    public void A_file_tells_which_hook_it_is_and_whether_it_runs(string path, bool isEnabled)
    {
        var file = HookFile.Parse(path)!.Value;

        Assert.Equal((isEnabled, path), (file.IsEnabled, file.ToString()));
    }

    [Theory]
    [InlineData("add-brick/post/disabled-quota-root-xattr-heal.sh")]
    [InlineData("start/post/S")]
    [InlineData("start/post/.S30")]
    [InlineData("start/POST/S30")]
    [InlineData("start/during/S30")]
    [InlineData("start/S30")]
    [InlineData("start/post/more/S30")]
    [InlineData("../post/S30")]
    public void Other_files_are_no_hooks(string path) => Assert.Null(HookFile.Parse(path));
}
