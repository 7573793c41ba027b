using GlusterEngine.Model.Bricks;
using GlusterEngine.Testing.Gluster;
using GlusterEngine.Vds.Volumes;
using Xunit;
using static GlusterEngine.Vds.GlusterErrorMeaning;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Recorded answers to short changes of volumes, bricks and the pool.</summary>
public sealed class ChangeVerbTests
{
    public static TheoryData<string, string> Outcomes { get; } = new()
    {
        { "create", "Answered" },
        { "create-exists", $"{VolumeExists}" },
        { "create-brick-in-use", $"{BrickInUse}" },
        { "create-root-partition", $"{TakesForce}" },
        { "start", "Answered" },
        { "start-started", $"{AlreadyStarted}" },
        { "start-force", "Answered" },
        { "start-unknown", $"{VolumeNotFound}" },
        { "delete-started", $"{VolumeStarted}" },
        { "stop", "Answered" },
        { "stop-stopped", $"{VolumeNotStarted}" },
        { "start-again", "Answered" },
        { "status-clients", "Answered" },
        { "status-mem", "Answered" },
        { "status-mem-no-brick", $"{WrongBricks}" },
        { "profile-info-off", $"{ProfileNotStarted}" },
        { "profile-stop-off", $"{ProfileNotStarted}" },
        { "profile-start", "Answered" },
        { "profile-start-on", $"{AlreadyStarted}" },
        { "profile-info", "Answered" },
        { "profile-stop", "Answered" },
        { "profile-start-unknown", $"{VolumeNotFound}" },
        { "reset-all", "Answered" },
        { "reset-all-force", "Answered" },
        { "reset-all-unknown", $"{VolumeNotFound}" },
        { "add-brick-wrong-count", $"{WrongBricks}" },
        { "add-brick-in-use", $"{BrickInUse}" },
        { "add-brick-copies", "Answered" },
        { "replace-brick", "Answered" },
        { "replace-brick-gone", $"{WrongBricks}" },
        { "reset-brick-start", "Answered" },
        // All nodes of a lab find the folder at their loopback addresses, and try it at once.
        { "reset-brick-commit", $"{Other}" },
        { "reset-brick-none", $"{WrongBricks}" },
        { "remove-brick-force", "Answered" },
        { "remove-brick-force-none", $"{WrongBricks}" },
        { "stop-force", "Answered" },
        { "delete", "Answered" },
        { "delete-unknown", $"{VolumeNotFound}" },
        { "probe-self", "Answered" },
        { "probe-peer", "Answered" },
        { "probe-other-pool", $"{PeerOfAnotherPool}" },
        { "probe-nobody", $"{PeerUnreachable}" },
        { "probe", "Answered" },
        { "detach-with-bricks", $"{PeerHoldsBricks}" },
        { "detach-with-bricks-force", $"{PeerHoldsBricks}" },
        { "detach-stranger", $"{PeerNotFound}" },
        { "detach-peer-down", $"{NodeDown}" },
        { "detach-force", "Answered" },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_recorded_answer_is_read_for_what_it_is(string name, string outcome)
    {
        var verb = RecordedVerb.All.Single(verb => Path.GetFileNameWithoutExtension(verb.Answer.File) == $"change-{name}");

        dynamic reply = verb.Read(verb.Answer.Outcome);

        Assert.Equal(outcome, reply.GetType().Name == "Refused" ? reply.Error.Meaning.ToString() : reply.GetType().Name);
    }

    [Fact]
    public void Every_recorded_change_is_expected() => Assert.Equal(
        RecordedAnswer.All.Select(static answer => Path.GetFileNameWithoutExtension(answer.File)).Where(static file => file.StartsWith("change-", StringComparison.Ordinal)),
        Outcomes.Select(static row => $"change-{row[0]}"));

    [Fact]
    public void The_localhost_is_not_probed()
    {
        Assert.False(Recorded.Value("change-probe-self.xml", new GlusterEngine.Vds.Hosts.PeerProbeVerb("127.1.6.1")));
        Assert.True(Recorded.Value("change-probe-peer.xml", new GlusterEngine.Vds.Hosts.PeerProbeVerb("127.1.6.2")));
    }

    [Fact]
    public void A_profile_counts_what_was_written()
    {
        var profile = Recorded.Value("change-profile-info.xml", new ProfileReadVerb("v", OfNfs: false));

        Assert.Equal([1, 2, 3], profile.Servers.Select(static server => int.Parse(server.Name.Split(':')[0][^1..], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.All(profile.Servers, static server => Assert.Equal((5000, 5), (server.Cumulative!.BytesWritten, server.Cumulative.Operations.Single(static one => one.Name == "WRITE").Hits)));
    }

    [Fact]
    public void A_brick_tells_its_clients_and_its_memory()
    {
        var brick = new BrickAddress("127.1.6.2", "/tmp/lc/2/bricks/v");

        Assert.All(Recorded.Value("change-status-clients.xml", new BrickClientsVerb("v", brick)), static client => Assert.True(client.Port > 0 && client.Host.Length > 0));
        Assert.True(Recorded.Value("change-status-mem.xml", new BrickMemoryVerb("v", brick)).Malloc["arena"] > 0);
    }
}
