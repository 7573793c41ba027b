using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary><c>follow</c> puts what a link leads to in its place (spec/rest.md 1.4).</summary>
public sealed class FollowTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    [Theory]
    [InlineData("/clusters?follow=glustervolumes", "gluster_volumes/gluster_volume/replica_count")]
    [InlineData("/clusters?follow=gluster_volumes.bricks", "gluster_volumes/gluster_volume/bricks/brick/brick_dir")]
    [InlineData("/hosts?follow=cluster", "cluster/name")]
    [InlineData("/hosts?follow=cluster.glustervolumes.statistics", "cluster/gluster_volumes/gluster_volume/statistics/statistic/values")]
    [InlineData("/events?follow=Cluster,host", "cluster/name")]
    [InlineData("{volumes}?follow=cluster,statistics", "cluster/name")]
    [InlineData("{volumes}?follow=statistics", "statistics/statistic/name")]
    [InlineData("{volumes}?follow=bricks", "bricks/brick/server_id")]
    [InlineData("{volumes}?follow=glusterbricks.statistics", "bricks/brick/statistics/statistic/datum")]
    [InlineData("{volumes}?follow=bricks.gluster_volume.cluster", "bricks/brick/gluster_volume/cluster/name")]
    [InlineData("{volumes};follow=bricks", "bricks/brick/server_id")]
    [InlineData("{bricks}?follow=statistics,gluster_volume", "gluster_volume/replica_count")]
    [InlineData("{bricks}?follow=statistics", "statistics/statistic/unit")]
    [InlineData("/jobs?follow=owner", "owner/user_name")]
    [InlineData("/events?follow=user", "user/user_name")]
    [InlineData("/jobs?follow=steps.job.owner", "steps/step/job/owner/principal")]
    [InlineData("/jobs?follow=steps", "steps/step/number")]
    [InlineData("/jobs?follow=steps.statistics,steps.job,steps.parent_step", "steps/step/job/description")]
    [InlineData("/jobs?follow=steps.parentstep", "steps/step/parent_step/description")]
    public async Task What_is_followed_is_inlined(string list, string path)
    {
        (await demo.Client.PostAsync(demo.Volume + "/rebalance?dry_run=false", "<action/>")).Expect(200);
        (await demo.Client.PostAsync(demo.Volume + "/stoprebalance", "<action/>")).Expect(200);
        var address = list.Replace("{volumes}", demo.Cluster + "/glustervolumes", StringComparison.Ordinal).Replace("{bricks}", demo.Volume + "/glusterbricks", StringComparison.Ordinal);

        var xml = (await demo.Client.GetAsync(address)).Expect(200).Xml;
        var json = (await demo.Client.Speaking(EngineClient.Json).GetAsync(address)).Expect(200).Body;

        Assert.NotEmpty(Find(xml.Elements(), path.Split('/')));
        Assert.Contains($"\"{path.Split('/')[^1]}\"", json, StringComparison.Ordinal);
        // The same for one of them.
        var one = DemoEngine.HrefOf(xml.Elements().First(row => Find([row], path.Split('/')).Any()));
        var followed = (await demo.Client.GetAsync(one + "?" + address.Split('?', ';')[1])).Expect(200).Xml;
        Assert.NotEmpty(Find([followed], path.Split('/')));
    }

    [Fact]
    public async Task A_maximum_does_not_count_for_what_is_followed() =>
        Assert.InRange((await demo.Client.GetAsync(demo.Cluster + "/glustervolumes?follow=bricks&max=1")).Expect(200).Xml.Descendants("brick").Count(), 2, 100);

    [Theory]
    [InlineData("/jobs", "steps.job.steps.job.steps.job")]
    [InlineData("{volumes}", "bricks.gluster_volume.bricks.gluster_volume.bricks.gluster_volume")]
    [InlineData("{volumes}", "statistics,bricks.gluster_volume.bricks.gluster_volume.bricks.gluster_volume.bricks")]
    public async Task A_circle_of_links_ends_after_five_of_them(string list, string follow)
    {
        var path = list.Replace("{volumes}", demo.Cluster + "/glustervolumes", StringComparison.Ordinal);

        Assert.Contains("at most 5 links in a row", (await demo.Client.GetAsync($"{path}?follow={follow}")).Expect(400).FaultDetail, StringComparison.Ordinal);
        Assert.Contains("at most 5 links in a row", (await demo.Client.GetAsync($"{path}?follow={string.Concat(Enumerable.Repeat("steps.job.", 300))}steps")).Expect(400).FaultDetail, StringComparison.Ordinal);
        (await demo.Client.GetAsync($"{path}?follow={string.Join('.', follow.Split(',')[^1].Split('.').Take(5))}")).Expect(200);
    }

    private static IEnumerable<XElement> Find(IEnumerable<XElement> rows, IEnumerable<string> path) =>
        path.Aggregate(rows, static (found, name) => found.SelectMany(element => name == "datum" ? element.Descendants(name) : element.Elements(name)));
}
