using GlusterEngine.Engine.Tasks;
using GlusterEngine.Model.Tasks;
using GlusterEngine.UnitTests.Simulated;
using GlusterEngine.Vds.Simulated;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static GlusterEngine.UnitTests.Engine.TaskScene;
using Settings = Microsoft.Extensions.Options.Options;

namespace GlusterEngine.UnitTests.Engine;

public sealed class TaskObserverTests
{
    [Theory]
    [InlineData(100, true)]
    [InlineData(190, false)]
    [InlineData(200, true)]
    public async Task A_listed_task_whose_question_hung_is_asked_before_the_lock_can_have_run_out_or_after_the_pause(int later, bool isAsked)
    {
        var pool = new SimulatedPool(SimulatedTopology.Demo);
        await pool.Start("data");
        var hung = Following with
        {
            State = Following.State with { ExternalId = (await pool.Listed("data"))!.Id, Health = TaskHealth.Unresponsive, HealthSince = Now, QuietUntil = Now + Options.QuietAfterHang },
        };
        var known = new ClusterTasks("lab", [.. pool.Hosts.Select(static host => (host, Now.AddDays(-1)))], [Volume], [hung], Now.AddSeconds(later));

        var view = await new TaskObserver(pool.Client, new(), Settings.Create(Options), NullLogger<TaskObserver>.Instance).ObserveAsync(known, CancellationToken.None);

        Assert.Equal(isAsked, view!.Volumes["data"].Nodes is not null);
    }
}
