using GlusterEngine.Engine.Hooks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using Xunit;
using static GlusterEngine.UnitTests.Hooks.HookSketch;

namespace GlusterEngine.UnitTests.Hooks;

public sealed class HookComparerTests
{
    private static readonly HashSet<Guid> None = [];
    private readonly HookComparer comparer = new(Cluster, "main");

    [Fact]
    public void A_hook_is_first_known_as_most_hosts_have_it_and_that_is_no_news()
    {
        var hook = Assert.Single(comparer.Compare([], [Shows(One, Disabled('b')), Shows(Two, Enabled('a')), Shows(Three, Enabled('a'))], None));

        Assert.Equal((Samba, HookStatus.Enabled, Sum('a')), (hook.HookName, hook.Status, hook.Checksum));
        Assert.Equal(HookConflicts.Content | HookConflicts.Status, HookConflictRule.Of(hook));
        Assert.Equal([EventCode.GlusterHookConflictDetected], comparer.Events.Select(static line => line.Code));
        Assert.Equal("Hosts of cluster main differ in hook start-POST-30samba-start.sh: one (CONTENT_CONFLICT,STATUS_CONFLICT).", comparer.Events[0].Description);
    }

    [Fact]
    public void What_a_host_does_not_show_is_missing_there_and_a_host_that_was_not_heard_stays_as_it_was()
    {
        var hook = Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'), Has(Three, HookStatus.Enabled, 'a'));

        Assert.Empty(comparer.Compare([hook], [Shows(One, Enabled('a')), Shows(Two)], None));

        Assert.Equal(
            [(One.Id, HookStatus.Enabled), (Three.Id, HookStatus.Enabled), (Two.Id, HookStatus.Missing)],
            hook.ServerHooks.Select(static seen => (seen.HostId, seen.Status)));
        Assert.Contains("two (MISSING_HOOK)", Assert.Single(comparer.Events).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_stays_whatever_the_hosts_show_and_a_conflict_is_told_once()
    {
        var hook = Known(HookStatus.Enabled, 'a');
        for (var look = 0; look < 3; look++) comparer.Compare([hook], [Shows(One, Disabled('b')), Shows(Two, Disabled('b'))], None);

        Assert.Equal((HookStatus.Enabled, Sum('a')), (hook.Status, hook.Checksum));
        Assert.Single(comparer.Events);
    }

    [Fact]
    public void A_hook_that_appears_beside_known_ones_is_news()
    {
        var other = HookName.Parse("stop", "pre", "1other.sh")!;

        var added = comparer.Compare([Known(HookStatus.Enabled, 'a')], [Shows(One, Enabled('a'), Enabled('c', other)), Shows(Two, Enabled('a'))], None);

        Assert.Equal(other, Assert.Single(added).HookName);
        Assert.Equal([EventCode.GlusterHookDetectedNew, EventCode.GlusterHookConflictDetected], comparer.Events.Select(static line => line.Code));
        Assert.Equal("Hook stop-PRE-1other.sh was found in cluster main, on one.", comparer.Events[0].Description);
    }

    [Fact]
    public void A_hook_that_is_on_no_host_any_more_stays_known_and_is_told_as_gone()
    {
        var hook = Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'), Has(Two, HookStatus.Enabled, 'a'));

        comparer.Compare([hook], [Shows(One), Shows(Two)], None);

        Assert.Equal(HookConflicts.Missing, HookConflictRule.Of(hook));
        Assert.Equal(EventCode.GlusterHookDetectedDelete, Assert.Single(comparer.Events).Code);
    }

    [Fact]
    public void A_hook_that_a_command_changes_is_left_as_it_is()
    {
        var hook = Known(HookStatus.Enabled, 'a', Has(One, HookStatus.Enabled, 'a'));

        Assert.Empty(comparer.Compare([hook], [Shows(One)], new HashSet<Guid> { hook.Id }));

        Assert.Equal(HookStatus.Enabled, Assert.Single(hook.ServerHooks).Status);
        Assert.Empty(comparer.Events);
    }
}
