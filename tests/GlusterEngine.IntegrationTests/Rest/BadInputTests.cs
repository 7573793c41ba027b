using System.Net.Sockets;
using System.Text;
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

    public static TheoryData<string, int> Depths { get; } = new()
    {
        { EngineClient.Xml, 31 },
        { EngineClient.Xml, 32 },
        { EngineClient.Xml, 40 },
        { EngineClient.Xml, 63 },
        { EngineClient.Json, 31 },
        { EngineClient.Json, 32 },
        { EngineClient.Json, 40 },
        { EngineClient.Json, 63 },
    };

    [Theory]
    [MemberData(nameof(Depths))]
    public async Task A_document_that_is_nested_deep_is_read_or_refused(string media, int depth)
    {
        var job = (await demo.Client.PostAsync("/jobs", "<job><description>nested</description></job>")).Expect(201).Xml.Attribute("href")!.Value;
        // The step itself is a level, too.
        var document = media == EngineClient.Json
            ? string.Concat(Enumerable.Repeat("""{"parent_step":""", depth - 1)) + "{}" + new string('}', depth - 1)
            : $"<step>{string.Concat(Enumerable.Repeat("<parent_step>", depth - 1))}{string.Concat(Enumerable.Repeat("</parent_step>", depth - 1))}</step>";

        var answer = (await demo.Client.Speaking(media).PostAsync(job + "/steps", document)).Expect(400);

        var detail = media == EngineClient.Json ? answer.Json["detail"]!.GetValue<string>() : answer.FaultDetail!;
        Assert.Contains(media == EngineClient.Json || depth <= 32 ? "step.description" : "nested too deep", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs", "<job><description>{text}</description></job>", "job.description")]
    [InlineData("/jobs/{id}/steps", "<step><type>executing</type><description>{text}</description></step>", "step.description")]
    [InlineData("/clusters", "<cluster><name>long</name><description>{text}</description></cluster>", "cluster.description")]
    [InlineData("/clusters", "<cluster><name>long</name><comment>{text}</comment></cluster>", "cluster.comment")]
    [InlineData("/hosts", "<host><name>long</name><address>a</address><cluster><name>demo</name></cluster><comment>{text}</comment></host>", "host.comment")]
    [InlineData("{cluster}/importhosts", "<action><hosts><host><address>a</address><description>{text}</description></host></hosts></action>", "action.hosts.host.description")]
    [InlineData("/hosts/{id}/deactivate", "<action><reason>{text}</reason></action>", "reason")]
    [InlineData("{volume}/releaselease", "<action><reason>{text}</reason></action>", "reason")]
    [InlineData("{volume}/glusterbricks/{id}/reset?override=true&reason={text}", "<action/>", "reason")]
    [InlineData("{volume}/glusterbricks/commit", "<action><override>true</override><reason>{text}</reason><bricks/></action>", "reason")]
    public async Task A_text_of_more_than_four_thousand_characters_is_400_and_named(string path, string document, string names)
    {
        foreach (var (length, tooLong) in new[] { (4001, true), (4000, false) })
        {
            string Filled(string text) => text.Replace("{text}", new string('x', length), StringComparison.Ordinal).Replace("{id}", Unknown, StringComparison.Ordinal)
                .Replace("{cluster}", demo.Cluster, StringComparison.Ordinal).Replace("{volume}", demo.Volume, StringComparison.Ordinal);
            var answer = await demo.Client.PostAsync(Filled(path) + (path == "/hosts" || path.EndsWith("importhosts", StringComparison.Ordinal) ? "?dry_run=true" : ""), Filled(document));
            Assert.Equal(tooLong, answer.Body.Contains($"{names}: it has 4,001 characters, and 4,000 are the most", StringComparison.Ordinal));
            if (tooLong) Assert.Equal(400, answer.Code);
            if (answer.Code == 201 && path == "/clusters") (await demo.Client.DeleteAsync(answer.Xml.Attribute("href")!.Value)).Expect(200);
        }
    }

    [Theory]
    [InlineData("<version><minor>8</minor></version>", null)]
    [InlineData("<version><major>3</major></version>", null)]
    [InlineData("<version><major>4</major><minor>-1</minor></version>", null)]
    [InlineData("<version><major>4</major><minor>7</minor><build>1</build></version>", null)]
    [InlineData("<version><major>4</major><minor>4</minor></version>", "4.4")]
    [InlineData("<version><minor>2</minor></version>", "4.2")]
    [InlineData("<version><major>4</major></version><data_center id=\"7a6d5f43-0000-4000-8000-000000000000\"/>", "4.7")]
    [InlineData("<cpu><architecture>x86_64</architecture><type>Intel Nehalem Family</type></cpu><gluster_tuned_profile>virtual-host</gluster_tuned_profile>", "4.7")]
    [InlineData("", "4.7")]
    public async Task A_cluster_has_the_compatibility_level_that_was_asked_for(string members, string? level)
    {
        var answer = (await demo.Client.PostAsync("/clusters", $"<cluster><name>levelled</name>{members}</cluster>")).Expect(level is null ? 400 : 201);
        if (level is null)
        {
            Assert.Contains("compatibility level", answer.FaultDetail, StringComparison.Ordinal);
            return;
        }

        var shown = (await demo.Client.GetAsync(answer.Xml.Attribute("href")!.Value)).Expect(200).Xml.Element("version")!;
        Assert.Equal(level, $"{shown.Element("major")!.Value}.{shown.Element("minor")!.Value}");
        (await demo.Client.DeleteAsync(answer.Xml.Attribute("href")!.Value)).Expect(200);
    }

    [Theory]
    [InlineData("Host: \r\n", "/ovirt-engine/api/")]
    [InlineData("Host: a:99999\r\n", "/ovirt-engine/api/")]
    [InlineData("Host: !\r\n", "/ovirt-engine/api/")]
    [InlineData("Host: engine.example\r\n", "http://engine.example/ovirt-engine/api/")]
    [InlineData(null, "/ovirt-engine/api/")]
    public async Task Whatever_a_client_calls_the_server_what_it_adds_is_added_and_the_answer_says_where(string? host, string location)
    {
        var text = await SendRawAsync("POST /ovirt-engine/api/jobs", host, "<job><description>by another name</description></job>");

        Assert.Contains(" 201 ", text.Split('\r')[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nLocation: {location}jobs/", text, StringComparison.Ordinal);
        var entry = await SendRawAsync("GET /ovirt-engine/api", host, "");
        Assert.Contains(" 200 ", entry.Split('\r')[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nLink: <{location}clusters>; rel=clusters,", entry, StringComparison.Ordinal);
    }

    /// <summary>Sends a request as no HTTP library would, and reads all that comes back.</summary>
    /// <param name="start">Method and path.</param>
    /// <param name="host">The header; null for a request of HTTP/1.0 without it.</param>
    /// <param name="body">The document.</param>
    private async Task<string> SendRawAsync(string start, string? host, string body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(demo.Engine.Address.Host, demo.Engine.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{start} HTTP/1.{(host is null ? 0 : 1)}\r\n{host}Authorization: {demo.Client.Authorization}\r\nContent-Type: application/xml\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
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
