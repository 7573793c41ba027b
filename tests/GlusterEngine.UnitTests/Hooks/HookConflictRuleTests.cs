using GlusterEngine.Engine.Hooks;
using GlusterEngine.Model.Hooks;
using Xunit;
using static GlusterEngine.UnitTests.Hooks.HookSketch;

namespace GlusterEngine.UnitTests.Hooks;

public sealed class HookConflictRuleTests
{
    [Fact]
    public void Hosts_that_have_what_is_known_differ_in_nothing()
    {
        var hook = Known(HookStatus.Disabled, 'a', Has(One, HookStatus.Disabled, 'a'), Has(Two, HookStatus.Disabled, 'a'));

        Assert.Equal((HookConflicts.None, ""), (HookConflictRule.Of(hook), HookConflictRule.Describe(HookConflictRule.Of(hook))));
    }

    [Fact]
    public void A_hook_that_no_host_was_asked_for_has_no_conflict() => Assert.Equal(HookConflicts.None, HookConflictRule.Of(Known(HookStatus.Enabled, 'a')));

    [Fact]
    public void Another_content_is_1_another_status_2_and_a_missing_file_4()
    {
        Assert.Equal(1, (int)HookConflictRule.Of(Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'), Has(Two, HookStatus.Enabled, 'b'))));
        Assert.Equal(2, (int)HookConflictRule.Of(Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'), Has(Two, HookStatus.Disabled, 'a'))));
        Assert.Equal(4, (int)HookConflictRule.Of(Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'), Lacks(Two))));
    }

    [Fact]
    public void The_conflicts_of_all_hosts_add_up()
    {
        var hook = Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Disabled, 'b'), Lacks(Two), Has(Three, HookStatus.Enabled, 'a'));

        var conflicts = HookConflictRule.Of(hook);

        Assert.Equal((7, "MISSING_HOOK,CONTENT_CONFLICT,STATUS_CONFLICT"), ((int)conflicts, HookConflictRule.Describe(conflicts)));
    }

    [Fact]
    public void Hosts_that_agree_among_themselves_can_differ_from_what_is_known() =>
        Assert.Equal(HookConflicts.Content, HookConflictRule.Of(Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'b'), Has(Two, HookStatus.Enabled, 'b'))));
}
