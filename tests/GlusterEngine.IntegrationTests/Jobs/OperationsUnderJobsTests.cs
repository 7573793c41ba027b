using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Tasks;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Jobs;

/// <summary>Operations that a client wants to see under a job or step of its own (<c>JobId</c>, <c>StepId</c>).</summary>
public sealed class OperationsUnderJobsTests(TasksEngine tasks) : IClassFixture<TasksEngine>
{
    [Fact]
    public async Task A_step_of_the_external_job_follows_the_operation_to_its_end()
    {
        var site = await tasks.CreateSiteAsync("v");
        var job = await AddAsync("/jobs", "<job><description>nightly</description></job>");

        var started = (await site.StartAsync("v", query: $"?JobId={IdOf(job)}")).Expect(200).Xml;
        var running = Assert.Single(await StepsAsync(job));
        var early = await EndAsync(job, "<action/>");
        (await site.StopAsync("v")).Expect(200);
        var over = Assert.Single(await StepsAsync(job));

        Assert.NotEqual(IdOf(job), IdOf(started.Element("job")!));
        var own = (await tasks.Client.GetAsync(started.Element("job")!.Attribute("href")!.Value)).Expect(200).Xml;
        Assert.Equal((own.Element("description")!.Value, "started", "executing", "false"), (Text(running, "description"), Text(running, "status"), Text(running, "type"), Text(running, "external")));
        Assert.Equal(409, early.Code);
        Assert.Contains($"follows job {IdOf(own)} of the engine", early.FaultDetail, StringComparison.Ordinal);
        Assert.Equal((Text(own, "status"), Text(own, "end_time")), (Text(over, "status"), Text(over, "end_time")));
        (await EndAsync(job, "<action/>")).Expect(200);
    }

    [Fact]
    public async Task A_short_change_stands_under_the_step_that_was_named()
    {
        var site = await tasks.CreateSiteAsync("v");
        var job = await AddAsync("/jobs", "<job><description>nightly</description></job>");
        var parent = await AddAsync(HrefOf(job) + "/steps", "<step><type>executing</type><description>tune</description></step>");

        var changed = await tasks.Client.PostAsync(
            site.Volume("v") + $"/setoption;StepId={IdOf(parent)}", "<action><option><name>nfs.disable</name><value>on</value></option></action>");

        changed.Expect(200);
        var step = Assert.Single(await StepsAsync(job), step => IdOf(step) != IdOf(parent));
        Assert.Equal((IdOf(parent), "finished"), (IdOf(step.Element("parent_step")!), Text(step, "status")));
        Assert.Contains("v", Text(step, "description"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_rehearsed_or_refused_leaves_no_step()
    {
        var site = await tasks.CreateSiteAsync("v");
        var job = await AddAsync("/jobs", "<job><description>nightly</description></job>");

        (await site.StartAsync("v", query: $"?dry_run=true&JobId={IdOf(job)}")).Expect(200);
        Assert.Equal(409, (await tasks.Client.PostAsync(site.Volume("v") + $"/stoprebalance?JobId={IdOf(job)}", "<action/>")).Code);
        (await site.StartAsync("v")).Expect(200);
        foreach (var (action, body) in new[] { ("stoprebalance", "<action/>"), ("throttle", "<action><throttle>lazy</throttle></action>") })
        {
            var refused = (await tasks.Client.PostAsync(site.Volume("v") + $"/{action}?JobId={IdOf(job)}", body)).Expect(400);
            Assert.Contains("makes no job of its own", refused.FaultDetail, StringComparison.Ordinal);
        }

        await site.StopAsync("v");
        Assert.Empty(await StepsAsync(job));
        (await EndAsync(job, "<action/>")).Expect(200);
        Assert.Contains("has ended already", (await site.StartAsync("v", query: $"?JobId={IdOf(job)}")).Expect(409).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_end_of_the_external_job_leaves_the_operation_alone()
    {
        var site = await tasks.CreateSiteAsync("v");
        var job = await AddAsync("/jobs", "<job><description>nightly</description></job>");
        var started = await site.StartAsync("v", query: $"?JobId={IdOf(job)}");

        (await EndAsync(job, "<action><force>true</force></action>")).Expect(200);
        await site.StopAsync("v");

        Assert.Equal("aborted", Text(Assert.Single(await StepsAsync(job)), "status"));
        Assert.Equal("failed", (await site.JobAsync(started)).Element("status")!.Value);
    }

    private async Task<XElement> AddAsync(string path, string body) => (await tasks.Client.PostAsync(path, body)).Expect(201).Xml;

    private Task<EngineAnswer> EndAsync(XElement job, string action) => tasks.Client.PostAsync(HrefOf(job) + "/end", action);

    private async Task<IReadOnlyList<XElement>> StepsAsync(XElement job) => [.. (await tasks.Client.GetAsync(HrefOf(job) + "/steps")).Expect(200).Xml.Elements()];

    private static string Text(XElement resource, string name) => resource.Element(name)!.Value;

    private static string IdOf(XElement resource) => resource.Attribute("id")!.Value;

    private static string HrefOf(XElement resource) => resource.Attribute("href")!.Value;
}
