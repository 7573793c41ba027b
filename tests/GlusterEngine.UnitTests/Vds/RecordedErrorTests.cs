using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds.CommandLine;
using GlusterEngine.Vds.Tasks;
using Xunit;
using static GlusterEngine.Vds.GlusterErrorMeaning;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Refusals that have to do with tasks, as a real gluster said them (spec/gluster.md 2.4), recorded by tools/record-errors.sh.</summary>
public sealed class RecordedErrorTests
{
    public static TheoryData<string, string> Outcomes { get; } = new()
    {
        { "rebalance-start-one-brick", $"{NotDistributed}" },
        { "rebalance-start-dispersed", $"{NotDistributed}" },
        { "rebalance-status-one-brick", $"{NotDistributed}" },
        { "rebalance-status-dispersed", $"{NotDistributed}" },
        { "rebalance-stop-one-brick", $"{NotDistributed}" },
        { "rebalance-stop-dispersed", $"{NotDistributed}" },
        { "rebalance-stop-not-distributed", $"{NotDistributed}" },
        { "rebalance-stop-stopped-volume", $"{VolumeNotStarted}" },
        { "rebalance-stop-unknown", $"{VolumeNotFound}" },
        { "remove-brick-status-stopped-volume", $"{VolumeNotStarted}" },
        { "remove-brick-status-unknown-volume", $"{VolumeNotFound}" },
        { "remove-brick-stop-unknown-volume", $"{VolumeNotFound}" },
        { "remove-brick-commit-unknown-volume", $"{VolumeNotFound}" },
        { "task-list-stopped", $"{VolumeNotStarted}" },
        { "heal-info-unknown", $"{VolumeNotFound}" },
        { "geo-replication-status-no-session", "Unknown" },
        { "remove-brick-start-part-of-dispersed", $"{WrongBricks}" },
        { "remove-brick-force-two-of-a-set", $"{WrongBricks}" },
        { "remove-brick-force-data-of-arbiter", $"{WrongBricks}" },
        { "remove-brick-stop-other-brick", $"{WrongBricks}" },
        { "remove-brick-commit-unknown-brick", $"{WrongBricks}" },
        { "volume-stop-task-running-elsewhere", $"{TaskRunning}" },
        { "add-brick-task-running-elsewhere", $"{TaskRunning}" },
        { "remove-brick-commit-failed", $"{MigrationIncomplete}" },
        { "remove-brick-commit-failed-elsewhere", $"{MigrationIncomplete}" },
        { "rebalance-start-after-stop", $"{AlreadyStarted}" },
        { "volume-set-lock-lost", $"{Locked}" },
        { "remove-brick-start-quorum-lost", $"{QuorumLost}" },
        { "volume-set-quorum-lost", $"{QuorumLost}" },
        { "volume-stop-quorum-lost", $"{QuorumLost}" },
        { "volume-delete-quorum-lost", $"{QuorumLost}" },
        { "volume-start-force-quorum-lost", $"{QuorumLost}" },
        { "rebalance-stop-quorum-lost", "Answered" },
        { "remove-brick-commit-geo-replication", $"{GeoReplicationActive}" },
        { "volume-stop-geo-replication", $"{GeoReplicationActive}" },
        { "volume-set-timed-out", "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_recorded_refusal_is_read_for_what_it_is(string name, string outcome)
    {
        var answer = RecordedAnswer.All.Single(answer => Path.GetFileNameWithoutExtension(answer.File) == $"error-{name}");

        // What the engine never asks is read as if it were the answer to another change.
        dynamic reply = RecordedVerb.All.SingleOrDefault(verb => verb.Answer == answer)?.Read(answer.Outcome)
            ?? ReplyInterpreter.Read(new RebalanceStopVerb("data"), answer.Outcome, TimeSpan.Zero);

        Assert.Equal(outcome, reply.GetType().Name == "Refused" ? reply.Error.Meaning.ToString() : reply.GetType().Name);
    }

    [Fact]
    public void Every_recorded_refusal_is_expected() => Assert.Equal(
        RecordedAnswer.All.Select(static answer => Path.GetFileNameWithoutExtension(answer.File)).Where(static file => file.StartsWith("error-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Outcomes.Select(static row => $"error-{row[0]}").Order(StringComparer.Ordinal));
}
