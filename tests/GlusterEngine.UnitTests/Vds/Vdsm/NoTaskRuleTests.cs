using GlusterEngine.Vds;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Vdsm;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>When a volume that VDSM lists no task of is believed to have none.</summary>
public sealed class NoTaskRuleTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.2);

    private static readonly VdsReply<TaskReport> NoMigration = Refused("remove-brick not started for volume v.");

    [Fact]
    public void No_migration_in_so_many_words_and_a_rebalance_status_that_fails_at_once_are_evidence()
    {
        Assert.Null(Doubt(NoMigration, rebalance: null, Moment));
        Assert.Null(Doubt(NoMigration, Refused("Rebalance not started for volume v."), Moment));
    }

    [Fact]
    public void A_volume_of_one_set_has_nowhere_to_move_files_to()
    {
        var single = Refused("Volume v is not a distribute volume or contains only 1 brick.\nNot performing rebalance");

        Assert.Null(Doubt(single, rebalance: null, Moment));
        Assert.Null(Doubt(single, single, Moment));
    }

    [Fact]
    public void What_can_be_counted_is_there()
    {
        AssertUntold("leaves out a migration of volume v", Doubt(new VdsReply<TaskReport>.Answered(new(TaskId: null, [])), rebalance: null, Moment));
        AssertUntold("leaves out a rebalance of volume v", Doubt(NoMigration, new VdsReply<TaskReport>.Answered(new(TaskId: null, [])), Moment));
    }

    [Fact]
    public void A_migration_of_other_bricks_is_one_and_no_word_about_migrations_is_no_evidence()
    {
        AssertUntold("Incorrect brick", Doubt(Refused("Incorrect brick for volume v"), rebalance: null, Moment));
        AssertUntold("without a word", Doubt(migration: null, rebalance: null, Moment));
    }

    [Fact]
    public void What_only_the_peers_do_not_know_is_a_ghost_of_this_host()
    {
        AssertUntold("this host alone", Doubt(Refused("Pre Validation failed on h2. remove-brick not started for volume v."), rebalance: null, Moment));
        AssertUntold("this host alone", Doubt(NoMigration, Refused("Pre Validation failed on h2. Rebalance not started for volume v.\nPre Validation failed on h3. Rebalance not started for volume v."), Moment));
    }

    [Fact]
    public void A_rebalance_status_that_took_its_time_is_unknown() =>
        Assert.IsType<VdsReply<bool>.Unknown>(Doubt(NoMigration, rebalance: null, NoTaskRule.Quick + TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void A_volume_that_is_locked_or_stopped_says_so()
    {
        Assert.Equal(GlusterErrorMeaning.Locked, MeaningOf(Doubt(NoMigration, Refused("Another transaction is in progress for v. Please try again after some time."), Moment)));
        Assert.Equal(GlusterErrorMeaning.VolumeNotStarted, MeaningOf(Doubt(Refused("Volume v needs to be started to perform rebalance"), rebalance: null, Moment)));
    }

    [Fact]
    public void A_question_that_nobody_answered_is_as_open_as_before()
    {
        Assert.IsType<VdsReply<bool>.Unreachable>(Doubt(new VdsReply<TaskReport>.Unreachable("away"), rebalance: null, Moment));
        Assert.IsType<VdsReply<bool>.Unknown>(Doubt(new VdsReply<TaskReport>.Unknown("hangs"), rebalance: null, Moment));
        Assert.IsType<VdsReply<bool>.Unknown>(Doubt(NoMigration, new VdsReply<TaskReport>.Unknown("hangs"), Moment));
    }

    private static VdsReply<bool>? Doubt(VdsReply<TaskReport>? migration, VdsReply<TaskReport>? rebalance, TimeSpan took) => NoTaskRule.Doubt<bool>("v", migration, rebalance, took);

    private static VdsReply<TaskReport> Refused(string text) => new VdsReply<TaskReport>.Refused(new(-1, 30800, text, GlusterErrorClassifier.Classify(30800, text)));

    private static void AssertUntold(string words, VdsReply<bool>? doubt)
    {
        Assert.Equal(GlusterErrorMeaning.TasksUntold, MeaningOf(doubt));
        Assert.Contains(words, doubt!.Summary, StringComparison.Ordinal);
    }

    private static GlusterErrorMeaning MeaningOf(VdsReply<bool>? doubt) => Assert.IsType<VdsReply<bool>.Refused>(doubt).Error.Meaning;
}
