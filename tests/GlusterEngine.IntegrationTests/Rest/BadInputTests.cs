using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary>Input that cannot be right: the answer names what is wrong, and nothing is changed.</summary>
public sealed class BadInputTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private static readonly string Unknown = Guid.NewGuid().ToString();

    public static TheoryData<string, string, string> Documents { get; } = new()
    {
        { EngineClient.Xml, "<cluster><name>x</name><colour>red</colour></cluster>", "colour" },
        { EngineClient.Json, """{"name":"x","colour":"red"}""", "colour" },
        { EngineClient.Xml, "<cluster><name>x</name>", "" },
        { EngineClient.Xml, "not a document", "" },
        { EngineClient.Xml, "<host><name>x</name></host>", "cluster" },
        { EngineClient.Xml, "<!DOCTYPE cluster [<!ENTITY e 'x'>]><cluster><name>&e;</name></cluster>", "" },
        { EngineClient.Json, """{"name":"x" """, "" },
        { EngineClient.Json, """["x"]""", "cluster" },
        { EngineClient.Json, """{"name":{"a":1}}""", "name" },
        { EngineClient.Json, """{"name":"x","name":"y"}""", "name" },
        { EngineClient.Xml, "<cluster><name>x</name><gluster_service>maybe</gluster_service></cluster>", "gluster_service" },
        { EngineClient.Json, """{"name":"x","version":{"major":"four"}}""", "major" },
        { EngineClient.Json, """{"name":"x","version":{"major":99999999999}}""", "major" },
        { EngineClient.Json, "{\"name\":\"x\",\"description\":\"a\\u0000b\"}", "description" },
        { EngineClient.Xml, "", "body" },
        { EngineClient.Json, "", "body" },
        { EngineClient.Xml, "<cluster/>", "cluster.name" },
        { EngineClient.Json, "{}", "cluster.name" },
        { EngineClient.Xml, "<cluster><name>two words</name></cluster>", "two words" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_is_not_right_is_400_and_says_what_is_wrong(string media, string document, string names)
    {
        var before = await StateAsync();

        var answer = await demo.Client.Speaking(media).PostAsync("/clusters", document);

        Assert.Equal(400, answer.Code);
        Assert.StartsWith(media, answer.ContentType, StringComparison.Ordinal);
        var detail = media == EngineClient.Json ? answer.Json["detail"]!.GetValue<string>() : answer.FaultDetail!;
        Assert.Contains(names, detail, StringComparison.Ordinal);
        Assert.NotEmpty(detail);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("POST", "/clusters", "<cluster><name>rehearsed</name></cluster>")]
    [InlineData("DELETE", "/clusters/{cluster}", "")]
    [InlineData("POST", "/jobs", "<job><description>rehearsed</description></job>")]
    public async Task What_cannot_be_rehearsed_is_not_done_in_a_dry_run(string method, string path, string document)
    {
        var before = await StateAsync();
        var cluster = (await demo.Client.GetAsync("/clusters")).Expect(200).Xml.Elements().First().Attribute("id")!.Value;
        var target = path.Replace("{cluster}", cluster, StringComparison.Ordinal) + "?dry_run=true";

        var answer = method == "POST" ? await demo.Client.PostAsync(target, document) : await demo.Client.DeleteAsync(target);

        Assert.Contains("dry_run", answer.Expect(400).FaultDetail!, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("<action><unknown>1</unknown></action>", "unknown")]
    [InlineData("<action><fix_layout>maybe</fix_layout></action>", "fix_layout")]
    [InlineData("<cluster/>", "action")]
    [InlineData("", "body")]
    [InlineData("<action><fix_layout>true</fix_layout><force>true</force></action>", "fix_layout and force")]
    public async Task An_action_that_is_not_right_is_400_and_starts_nothing(string document, string names)
    {
        var before = await StateAsync();

        var answer = await demo.Client.PostAsync(demo.Volume + "/rebalance", document);

        Assert.Equal(400, answer.Code);
        Assert.Contains(names, answer.FaultDetail, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData(EngineClient.Xml, true)]
    [InlineData(EngineClient.Xml, false)]
    [InlineData(EngineClient.Json, true)]
    public async Task A_body_that_is_too_large_is_400_and_names_the_limit(string media, bool hasLength)
    {
        var before = await StateAsync();
        var text = new string('x', 1024 * 1024);
        var document = media == EngineClient.Json ? $$"""{"name":"x","description":"{{text}}"}""" : $"<cluster><name>x</name><description>{text}</description></cluster>";

        var answer = await demo.Client.Speaking(media).SendAsync(
            HttpMethod.Post, "/clusters", document, request =>
            {
                request.Headers.TransferEncodingChunked = hasLength ? null : true;
                // Else the server may hang up on a body that it will not read, before the client has read the answer.
                request.Headers.ExpectContinue = true;
            });

        Assert.Equal(400, answer.Code);
        Assert.Contains("MaxBodyBytes", answer.Body, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task What_does_not_exist_is_an_empty_404_for_every_method()
    {
        foreach (var (method, path) in UnknownPaths())
        {
            var answer = await demo.Client.SendAsync(method, path, method == HttpMethod.Post ? "<action/>" : null);
            // A command's 404 carries its words; SDKs take both.
            Assert.True(answer.Code == 404, $"{method} {path}: {answer}");
            if (method == HttpMethod.Get) Assert.Empty(answer.Body);
        }
    }

    [Theory]
    [InlineData("/clusters?search=colour%3Dred", "colour")]
    [InlineData("/hosts?search=colour%3Dred", "colour")]
    [InlineData("/jobs?search=status%3Dstarted", "status")]
    [InlineData("/events?search=severity%3Dloud", "loud")]
    [InlineData("/events?search=type%3Drebalance", "rebalance")]
    [InlineData("/events?search=message%3D", "search")]
    [InlineData("/jobs?follow=tea", "there is no link 'tea' here; the links are steps")]
    [InlineData("/hosts?follow=tea", "the links are cluster")]
    [InlineData("/hosts?follow=cluster,tea", "there is no link 'tea' here; the links are cluster")]
    [InlineData("/hosts?follow=cluster.tea", "there is no link 'tea' here; the links are glustervolumes")]
    [InlineData("/clusters?follow=glustervolumes.bricks.statistics.tea", "there is no link 'tea' here; the links are none")]
    [InlineData("/jobs?follow=steps..statistics", "there is no link '' here")]
    [InlineData("/engines?follow=clusters", "'clusters'")]
    [InlineData("?follow=clusters", "'clusters'")]
    public async Task A_query_that_means_nothing_here_is_400_and_names_it(string path, string names)
    {
        var answer = await demo.Client.GetAsync(path);

        Assert.Equal(400, answer.Code);
        Assert.Contains(names, answer.FaultDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/events?search=message%3Da%00b")]
    [InlineData("/jobs?search=correlation_id%3Da%00b")]
    [InlineData("/clusters?search=name%3Da%00b")]
    [InlineData("/events?search=page%201000000000&max=100000")]
    [InlineData("/clusters?search=page%201000000000&max=100000")]
    [InlineData("/events?search=message%3D%25_!*'%22")]
    public async Task No_query_is_a_bug_of_the_engine(string path)
    {
        var answer = await demo.Client.GetAsync(path);

        Assert.True(answer.Code is 200 or 400, answer.ToString());
        if (answer.Code == 200) Assert.Empty(answer.Xml.Elements());
    }

    private IEnumerable<(HttpMethod Method, string Path)> UnknownPaths()
    {
        foreach (var id in new[] { Unknown, "no-uuid", "0", "%20", "%3Cscript%3E" })
        {
            foreach (var path in new[]
            {
                $"/clusters/{id}", $"/clusters/{id}/glustervolumes", $"{demo.Cluster}/glustervolumes/{id}", $"{demo.Cluster}/glustervolumes/{id}/glusterbricks",
                $"{demo.Cluster}/glustervolumes/{id}/statistics", $"{demo.Volume}/glusterbricks/{id}", $"{demo.Volume}/glusterbricks/{id}/statistics", $"{demo.Volume}/bricks/{id}",
                $"/hosts/{id}", $"/jobs/{id}", $"/jobs/{id}/steps", $"/jobs/{id}/steps/{id}", $"/jobs/{id}/steps/{id}/statistics",
                $"/clusters/{id}/glustervolumes/{demo.Volume[^36..]}",
            }) yield return (HttpMethod.Get, path);
            yield return (HttpMethod.Delete, $"/clusters/{id}");
            yield return (HttpMethod.Delete, $"/hosts/{id}");
            yield return (HttpMethod.Post, $"{demo.Cluster}/glustervolumes/{id}/rebalance");
            yield return (HttpMethod.Post, $"{demo.Cluster}/glustervolumes/{id}/stoprebalance");
            yield return (HttpMethod.Post, $"/clusters/{id}/glustervolumes/{demo.Volume[^36..]}/rebalance");
        }

        foreach (var path in new[] { "/events/0", "/events/999999999", "/events/latest", "/events/99999999999999999999", "/no/such/thing", demo.Volume + "/tea" }) yield return (HttpMethod.Get, path);
    }

    /// <summary>What a request must not change.</summary>
    private async Task<(int Clusters, int Hosts, int Jobs)> StateAsync() => (
        (await demo.Client.GetAsync("/clusters")).Xml.Elements().Count(),
        (await demo.Client.GetAsync("/hosts")).Xml.Elements().Count(),
        (await demo.Client.GetAsync("/jobs")).Xml.Elements().Count());
}
