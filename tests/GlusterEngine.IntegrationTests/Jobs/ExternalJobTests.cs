using System.Xml.Linq;
using GlusterEngine.Data;
using GlusterEngine.Data.Jobs;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Model.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GlusterEngine.IntegrationTests.Jobs;

/// <summary>Jobs and steps that clients add for work of their own.</summary>
public sealed class ExternalJobTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private static readonly string Unknown = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_job_is_added_and_shown_like_one_of_the_engines_own()
    {
        var answer = await demo.Client.SendAsync(
            HttpMethod.Post, "/jobs", "<job><description>copy the archive</description></job>", static request => request.Headers.Add("Correlation-Id", "archive-7"));

        var added = answer.Expect(201).Xml;
        Assert.Equal(("copy the archive", "true", "false", "started"), (Text(added, "description"), Text(added, "external"), Text(added, "auto_cleared"), Text(added, "status")));
        Assert.NotNull(added.Element("owner"));
        Assert.EndsWith(HrefOf(added), answer.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal([("clear", HrefOf(added) + "/clear"), ("end", HrefOf(added) + "/end")], Links(added.Element("actions")!));
        Assert.Equal(added.ToString(), (await GetAsync(added)).ToString());
        Assert.Equal(HrefOf(added), HrefOf(Assert.Single((await demo.Client.GetAsync("/jobs?search=correlation_id%3Darchive-7")).Xml.Elements())));
        Assert.Contains((await demo.Client.GetAsync("/events")).Xml.Elements(), static e => Text(e, "code") == "11000" && Text(e, "correlation_id") == "archive-7");
    }

    [Fact]
    public async Task Steps_are_numbered_under_their_parents()
    {
        var job = await AddJobAsync();
        var first = await AddStepAsync(job, "executing");
        var second = await AddStepAsync(job, "finalizing");
        var child = await AddStepAsync(job, "unknown", first);

        Assert.Equal(("0", "1", "0"), (Text(first, "number"), Text(second, "number"), Text(child, "number")));
        Assert.Equal(first.Attribute("id")!.Value, child.Element("parent_step")!.Attribute("id")!.Value);
        Assert.Equal(("unknown", "started", "true"), (Text(child, "type"), Text(child, "status"), Text(child, "external")));
        Assert.Equal([("end", HrefOf(child) + "/end")], Links(child.Element("actions")!));
        Assert.Equal(
            [HrefOf(first), HrefOf(second), HrefOf(child)], (await demo.Client.GetAsync(HrefOf(job) + "/steps")).Xml.Elements().Select(HrefOf));
    }

    [Theory]
    [InlineData("<action/>", "finished")]
    [InlineData("<action><succeeded>true</succeeded></action>", "finished")]
    [InlineData("<action><succeeded>false</succeeded></action>", "failed")]
    public async Task The_end_of_a_job_ends_its_open_steps_the_same_way(string action, string status)
    {
        var job = await AddJobAsync();
        var (done, open) = (await AddStepAsync(job, "validating"), await AddStepAsync(job, "executing"));
        (await demo.Client.PostAsync(HrefOf(done) + "/end", "<action><succeeded>true</succeeded></action>")).Expect(200);

        var answer = (await demo.Client.PostAsync(HrefOf(job) + "/end", action)).Expect(200).Xml;

        Assert.Equal("complete", Text(answer, "status"));
        var ended = answer.Element("job")!;
        Assert.Equal((status, "false"), (Text(ended, "status"), Text(ended, "auto_cleared")));
        Assert.NotNull(ended.Element("end_time"));
        Assert.NotNull(ended.Element("actions"));
        Assert.Equal(("finished", status), (Text(await GetAsync(done), "status"), Text(await GetAsync(open), "status")));
        Assert.NotNull((await GetAsync(open)).Element("end_time"));
    }

    [Fact]
    public async Task A_forced_end_aborts_open_steps_and_lets_retention_delete_the_job()
    {
        var job = await AddJobAsync();
        var step = await AddStepAsync(job, "executing");

        (await demo.Client.PostAsync(HrefOf(job) + "/end", "<action><force>true</force></action>")).Expect(200);

        Assert.Equal("aborted", Text(await GetAsync(step), "status"));
        Assert.Equal(("finished", "true"), (Text(await GetAsync(job), "status"), Text(await GetAsync(job), "auto_cleared")));
    }

    [Fact]
    public async Task A_step_that_failed_ends_its_job_as_failed()
    {
        var job = await AddJobAsync();
        var (failing, other) = (await AddStepAsync(job, "executing"), await AddStepAsync(job, "finalizing"));

        (await demo.Client.PostAsync(HrefOf(failing) + "/end", "<action><succeeded>false</succeeded></action>")).Expect(200);

        Assert.Equal(("failed", "failed", "failed"), (Text(await GetAsync(failing), "status"), Text(await GetAsync(other), "status"), Text(await GetAsync(job), "status")));
        (await demo.Client.PostAsync(HrefOf(job) + "/end", "<action><succeeded>false</succeeded></action>")).Expect(200);
    }

    [Fact]
    public async Task A_step_ends_well_by_default_and_its_job_goes_on()
    {
        var job = await AddJobAsync();
        var step = await AddStepAsync(job, "executing");

        var answer = (await demo.Client.PostAsync(HrefOf(step) + "/end", "<action/>")).Expect(200).Xml;

        Assert.Equal(["complete"], answer.Elements().Select(static element => element.Value));
        Assert.Equal(("finished", "started"), (Text(await GetAsync(step), "status"), Text(await GetAsync(job), "status")));
    }

    [Fact]
    public async Task An_end_said_twice_changes_nothing_and_another_end_is_a_conflict()
    {
        var job = await AddJobAsync();
        var step = await AddStepAsync(job, "executing");
        foreach (var path in new[] { HrefOf(step), HrefOf(job) })
        {
            (await demo.Client.PostAsync(path + "/end", "<action/>")).Expect(200);
            var before = (await demo.Client.GetAsync(path)).Body;

            (await demo.Client.PostAsync(path + "/end", "<action/>")).Expect(200);
            var other = (await demo.Client.PostAsync(path + "/end", "<action><succeeded>false</succeeded></action>")).Expect(409);

            Assert.Contains("it is finished", other.FaultDetail, StringComparison.Ordinal);
            Assert.Equal(before, (await demo.Client.GetAsync(path)).Body);
        }

        Assert.Contains("has ended already", (await demo.Client.PostAsync(HrefOf(job) + "/steps", StepOf("executing"))).Expect(409).FaultDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_cleared_job_is_deleted_by_retention()
    {
        var (kept, cleared, auto, running) = (await AddJobAsync(), await AddJobAsync(), await AddJobAsync(auto: true), await AddJobAsync(auto: true));
        await AddStepAsync(cleared, "executing");
        foreach (var job in new[] { kept, cleared, auto }) (await demo.Client.PostAsync(HrefOf(job) + "/end", "<action/>")).Expect(200);
        var answer = (await demo.Client.PostAsync(HrefOf(cleared) + "/clear", "<action/>")).Expect(200).Xml;
        Assert.Equal("true", Text(answer.Element("job")!, "auto_cleared"));

        await using (var db = await demo.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync())
        {
            var tomorrow = (await db.NowAsync(CancellationToken.None)).AddDays(1);
            await db.DeleteCompletedJobsAsync((tomorrow, tomorrow), 100, CancellationToken.None);
        }

        var codes = new List<int>();
        foreach (var job in new[] { kept, cleared, auto, running }) codes.Add((await demo.Client.GetAsync(HrefOf(job))).Code);
        Assert.Equal([200, 404, 404, 200], codes);
    }

    [Fact]
    public async Task The_engines_own_job_and_steps_are_no_clients_business()
    {
        var started = (await demo.Client.PostAsync(demo.Volume + "/rebalance", "<action/>")).Expect(200).Xml;
        var (job, step) = (HrefOf(started.Element("job")!), HrefOf(started.Element("step")!));
        try
        {
            foreach (var path in new[] { job + "/end", job + "/clear", step + "/end" })
            {
                var answer = (await demo.Client.PostAsync(path, "<action><succeeded>true</succeeded><force>true</force></action>")).Expect(400);
                Assert.Equal("failed", Text(answer.Xml, "status"));
                Assert.Contains("is the engine's own", answer.FaultDetail, StringComparison.Ordinal);
                Assert.Equal(path.EndsWith("/end", StringComparison.Ordinal), answer.FaultDetail!.Contains("ends with its gluster task", StringComparison.Ordinal));
            }

            var parent = step[(step.LastIndexOf('/') + 1)..];
            (await demo.Client.PostAsync(job + "/steps", StepOf("executing"))).Expect(400);
            (await demo.Client.PostAsync(job + "/steps", StepOf("executing", parent))).Expect(400);
            Assert.Equal("started", Text((await demo.Client.GetAsync(step)).Xml, "status"));
            Assert.Equal(3, (await demo.Client.GetAsync(job + "/steps")).Xml.Elements().Count());
        }
        finally
        {
            (await demo.Client.PostAsync(demo.Volume + "/stoprebalance", "<action/>")).Expect(200);
        }
    }

    [Fact]
    public async Task A_job_with_a_gluster_task_ends_with_it_whoever_added_the_job()
    {
        var job = await AddJobAsync();
        var step = await AddStepAsync(job, "executing");
        await using (var db = await demo.Engine.Services.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync())
        {
            var id = Guid.Parse(step.Attribute("id")!.Value);
            await db.Steps.Where(s => s.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(static s => s.ExternalId, Guid.NewGuid()).SetProperty(static s => s.ExternalSystemType, ExternalSystemType.Gluster));
        }

        foreach (var path in new[] { HrefOf(job), HrefOf(step) })
            Assert.Contains("ends with its gluster task", (await demo.Client.PostAsync(path + "/end", "<action/>")).Expect(400).FaultDetail, StringComparison.Ordinal);

        Assert.Equal(("started", "started"), (Text(await GetAsync(job), "status"), Text(await GetAsync(step), "status")));
    }

    [Fact]
    public async Task What_does_not_exist_is_404()
    {
        var job = HrefOf(await AddJobAsync());
        foreach (var path in new[] { $"/jobs/{Unknown}/end", $"/jobs/{Unknown}/clear", $"/jobs/{Unknown}/steps/{Unknown}/end", $"{job}/steps/{Unknown}/end" })
            Assert.Contains("not found", (await demo.Client.PostAsync(path, "<action/>")).Expect(404).FaultDetail, StringComparison.Ordinal);
        (await demo.Client.PostAsync($"/jobs/{Unknown}/steps", StepOf("executing"))).Expect(404);
    }

    [Theory]
    [InlineData("<job/>", "job.description")]
    [InlineData("<job><description>  </description></job>", "Description can not be empty")]
    public async Task A_job_without_description_is_refused(string document, string names) =>
        Assert.Contains(names, (await demo.Client.PostAsync("/jobs", document)).Expect(400).FaultDetail, StringComparison.Ordinal);

    [Theory]
    [InlineData("<step><type>executing</type></step>", "step.description")]
    [InlineData("<step><type>executing</type><description> </description></step>", "Description can not be empty")]
    [InlineData("<step><description>d</description></step>", "step.type")]
    [InlineData("<step><type>dancing</type><description>d</description></step>", "'dancing' is no legal value of 'type'; the legal values are: validating, executing")]
    [InlineData("<step><type>executing</type><description>d</description><parent_step id=\"7\"/></step>", "parent_step.id")]
    [InlineData("<step><type>executing</type><description>d</description><parent_step id=\"00000000-0000-0000-0000-000000000001\"/></step>", "should be a child")]
    public async Task A_step_that_is_not_right_is_refused(string document, string names)
    {
        var job = await AddJobAsync();

        var answer = (await demo.Client.PostAsync(HrefOf(job) + "/steps", document)).Expect(400);

        Assert.Contains(names, answer.FaultDetail, StringComparison.Ordinal);
        Assert.Empty((await demo.Client.GetAsync(HrefOf(job) + "/steps")).Xml.Elements());
    }

    [Fact]
    public async Task A_dry_run_ends_nothing()
    {
        var job = await AddJobAsync();

        (await demo.Client.PostAsync(HrefOf(job) + "/end?dry_run=true", "<action/>")).Expect(200);

        Assert.Equal("started", Text(await GetAsync(job), "status"));
    }

    [Fact]
    public async Task Ends_from_all_sides_at_once_leave_one_end()
    {
        var job = await AddJobAsync();
        var step = await AddStepAsync(job, "executing");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => demo.Client.PostAsync(
            HrefOf(index % 2 == 0 ? job : step) + "/end", $"<action><succeeded>{(index % 3 == 0 ? "false" : "true")}</succeeded></action>")));

        Assert.All(answers, static answer => Assert.True(answer.Code is 200 or 409, answer.ToString()));
        var ended = await GetAsync(job);
        Assert.NotNull(ended.Element("end_time"));
        Assert.NotNull((await GetAsync(step)).Element("end_time"));
    }

    private static string HrefOf(XElement resource) => DemoEngine.HrefOf(resource);

    private static string? Text(XElement resource, string member) => resource.Element(member)?.Value;

    private static IEnumerable<(string Rel, string Href)> Links(XElement actions) =>
        actions.Elements("link").Select(static link => (link.Attribute("rel")!.Value, link.Attribute("href")!.Value));

    private static string StepOf(string type, string? parent = null) =>
        $"<step><type>{type}</type><description>{type} it</description>{(parent is null ? "" : $"<parent_step id=\"{parent}\"/>")}</step>";

    private async Task<XElement> AddJobAsync(bool auto = false) => (await demo.Client.PostAsync(
        "/jobs", $"<job><description>mine</description><auto_cleared>{(auto ? "true" : "false")}</auto_cleared></job>")).Expect(201).Xml;

    private async Task<XElement> AddStepAsync(XElement job, string type, XElement? parent = null) =>
        (await demo.Client.PostAsync(HrefOf(job) + "/steps", StepOf(type, parent?.Attribute("id")!.Value))).Expect(201).Xml;

    private async Task<XElement> GetAsync(XElement resource) => (await demo.Client.GetAsync(HrefOf(resource))).Expect(200).Xml;
}
