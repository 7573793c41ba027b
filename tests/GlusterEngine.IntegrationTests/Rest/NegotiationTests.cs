using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.Testing.Server;
using Xunit;

namespace GlusterEngine.IntegrationTests.Rest;

/// <summary>Versions, media types, base paths, parameters and headers (spec/rest.md 1).</summary>
public sealed class NegotiationTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    private const string Xml = "application/xml; charset=UTF-8";
    private const string Json = "application/json";

    [Theory]
    [InlineData("4", 200)]
    [InlineData("3", 400)]
    [InlineData("5", 400)]
    [InlineData("four", 400)]
    public async Task Only_version_4_of_the_api_is_spoken(string version, int code)
    {
        var answer = await SendAsync("/clusters", ("Version", version));

        Assert.Equal(code, answer.Code);
        if (code == 400) Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("/ovirt-engine/api/v3/clusters", null, 400)]
    [InlineData("/api/v5", null, 400)]
    [InlineData("/ovirt-engine/api/v4/clusters", "3", 200)]
    [InlineData("/ovirt-engine/api/v4;max=1/clusters", null, 200)]
    [InlineData("/api;max=1/clusters", null, 200)]
    public async Task The_version_in_the_path_wins_over_the_header(string path, string? header, int code)
    {
        Assert.Equal(code, (await SendAsync(path, header is null ? [] : [("Version", header)])).Code);
    }

    [Theory]
    [InlineData(null, Xml)]
    [InlineData("*/*", Xml)]
    [InlineData("application/xml", Xml)]
    [InlineData("text/xml", Xml)]
    [InlineData("application/json", Json)]
    [InlineData("application/json, application/xml;q=0.5", Json)]
    [InlineData("application/json;q=0.5, application/xml", Xml)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Xml)]
    [InlineData("image/png, */*;q=0.1", Xml)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/xml;charset=UTF-8", Xml)]
    [InlineData("text/xml; charset=utf-8", Xml)]
    [InlineData("application/xml; detail=statistics; q=0.5, application/json; detail=statistics; q=0.4", Xml)]
    [InlineData("application/xml; charset=utf-8; q=0.4, application/json; charset=utf-8", Json)]
    [InlineData("application/json; All-Content=true", Json)]
    [InlineData("*/*; charset=utf-8", Xml)]
    public async Task The_answer_comes_as_the_client_takes_it(string? accept, string type)
    {
        foreach (var path in new[] { "/clusters", demo.Volume })
        {
            var answer = await SendAsync(path, ("Accept", accept));
            Assert.Equal((200, type), (answer.Code, answer.ContentType));
        }
    }

    [Theory]
    [InlineData("application/json", Json)]
    [InlineData("application/xml", Xml)]
    public async Task The_query_wins_over_the_accept_header(string accept, string type)
    {
        var other = type == Json ? "application/xml" : "application/json";

        Assert.Equal(type, (await SendAsync($"/clusters?accept={accept}", ("Accept", other))).ContentType);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/xml;charset=UTF-8", Xml)]
    [InlineData("application/json; detail=statistics", Json)]
    [InlineData("application/xml; All-Content=true", Xml)]
    public async Task A_type_with_parameters_is_the_type_for_actions_and_in_the_query_too(string accept, string type)
    {
        var action = demo.Volume + "/setoption";
        const string body = "<action><dry_run>true</dry_run><option><name>cluster.min-free-disk</name><value>5%</value></option></action>";
        var answers = new[]
        {
            await demo.Client.SendAsync(HttpMethod.Post, action, body, request => Set(request, "Accept", accept)),
            await demo.Client.PostAsync($"{action}?accept={Uri.EscapeDataString(accept)}", body),
            await demo.Client.GetAsync($"{demo.Volume}?accept={Uri.EscapeDataString(accept)}"),
        };

        Assert.All(answers, answer => Assert.Equal((200, type, false), (answer.Code, answer.ContentType, answer.Body.Length == 0)));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/png; charset=utf-8")]
    [InlineData("application/json; charset=utf-8; q=0")]
    [InlineData("text/html")]
    [InlineData("text/json")]
    [InlineData("json")]
    [InlineData("no type at all")]
    public async Task Nothing_acceptable_is_406_and_nothing_is_done(string accept)
    {
        Assert.Equal(406, (await SendAsync("/clusters", ("Accept", accept))).Code);
        Assert.Equal(406, (await SendAsync($"/clusters?accept={Uri.EscapeDataString(accept)}", ("Accept", "application/xml"))).Code);
        var answer = await demo.Client.SendAsync(
            HttpMethod.Post, "/clusters", "<cluster><name>unacceptable</name></cluster>", request => Set(request, "Accept", accept));

        Assert.Equal(406, answer.Code);
        Assert.Empty((await demo.Client.GetAsync("/clusters?search=name%3Dunacceptable")).Xml.Elements());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-yaml")]
    [InlineData("text/json")]
    [InlineData("application/vnd.x+json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_of_another_type_is_415_and_nothing_is_done(string type)
    {
        var answer = await demo.Client.SendAsync(
            HttpMethod.Post, "/clusters", """{"name":"unsupported"}""", request => request.Content!.Headers.ContentType = new(type));

        Assert.Equal(415, answer.Code);
        Assert.Empty((await demo.Client.GetAsync("/clusters?search=name%3Dunsupported")).Xml.Elements());
    }

    [Theory]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData("text/xml")]
    public async Task A_body_may_name_its_charset_and_be_text_xml(string type)
    {
        var answer = await demo.Client.SendAsync(
            HttpMethod.Post, "/clusters", "<cluster/>", request => request.Content!.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type));

        Assert.Equal((400, "Parameter 'cluster.name' is mandatory but was not provided."), (answer.Code, answer.FaultDetail));
    }

    [Theory]
    [InlineData("PUT", "/clusters", "GET, HEAD, OPTIONS, POST")]
    [InlineData("DELETE", "/jobs", "GET, HEAD, OPTIONS, POST")]
    [InlineData("POST", "", "GET, HEAD, OPTIONS")]
    public async Task Another_method_is_405_and_names_those_there_are(string method, string path, string allow)
    {
        var answer = await demo.Client.SendAsync(new(method), path);

        Assert.Equal(405, answer.Code);
        Assert.Equal(allow.Split(", "), answer.Headers["Allow"].Split(',').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/ovirt-engine/api")]
    [InlineData("/ovirt-engine/api/v4")]
    [InlineData("/api")]
    [InlineData("/api/v4")]
    public async Task Links_begin_with_the_base_that_the_client_used(string @base)
    {
        var client = demo.Client.At(@base);
        foreach (var path in new[] { "", "/", "/clusters", "/clusters/", "/hosts", "/events?max=3", demo.Volume.Replace("/ovirt-engine/api", @base, StringComparison.Ordinal) + "?follow=bricks" })
        {
            var answer = (await client.GetAsync(path)).Expect(200);
            var hrefs = answer.Xml.DescendantsAndSelf().Attributes("href").Select(static href => href.Value).ToList();
            Assert.NotEmpty(hrefs);
            Assert.All(hrefs, href => Assert.StartsWith(@base + "/", href, StringComparison.Ordinal));
            if (!@base.EndsWith("v4", StringComparison.Ordinal)) Assert.All(hrefs, static href => Assert.DoesNotContain("/v4", href, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/events;max=2", 2)]
    [InlineData("/events;max=2?max=3", 3)]
    [InlineData("/events;max=1;from=0", 1)]
    [InlineData("/events/;max=2", 2)]
    [InlineData("/events;max=2/", 2)]
    public async Task Matrix_parameters_count_unless_the_query_says_otherwise(string path, int rows)
    {
        Assert.Equal(rows, (await demo.Client.GetAsync(path)).Expect(200).Xml.Elements().Count());
    }

    [Fact]
    public async Task A_matrix_parameter_gives_the_correlation_id()
    {
        var answer = (await demo.Client.GetAsync("/events;max=1;correlation_id=by-matrix")).Expect(200);

        Assert.Equal("by-matrix", answer.Headers["Correlation-Id"]);
    }

    [Fact]
    public async Task Matrix_parameters_of_other_segments_count_for_nothing_and_cut_nothing_off()
    {
        var volume = demo.Volume.Replace("/glustervolumes/", ";max=0/glustervolumes;x=y/", StringComparison.Ordinal);

        Assert.NotEmpty((await demo.Client.GetAsync(volume + ";a=b/glusterbricks")).Expect(200).Xml.Elements());
        Assert.Equal(404, (await demo.Client.DeleteAsync("/hosts;x=y/" + Guid.NewGuid() + ";z/nothing/below")).Code);
    }

    [Theory]
    [InlineData("Filter", "false")]
    [InlineData("Filter", "true")]
    [InlineData("All-Content", "maybe")]
    [InlineData("Accept-Language", "de-DE")]
    [InlineData("Prefer", "persistent-auth, csrf-protection")]
    [InlineData("X-Ovirt-Expect", "201-created")]
    [InlineData("Expect", "201-created")]
    [InlineData("Expect", "202-accepted")]
    public async Task Headers_of_ovirts_clients_are_taken(string name, string value) => Assert.Equal(200, (await SendAsync("/clusters", (name, value))).Code);

    [Theory]
    [InlineData("max=many")]
    [InlineData("Max=many")]
    [InlineData("max=-1")]
    [InlineData("max=99999999999999999999")]
    [InlineData("max=")]
    public async Task A_number_that_cannot_be_read_counts_as_not_given(string query)
    {
        foreach (var list in new[] { "/events", "/jobs", "/clusters", "/hosts", demo.Cluster + "/glustervolumes", demo.Volume + "/glusterbricks" })
            Assert.Equal(200, (await demo.Client.GetAsync($"{list}?{query}")).Code);
        Assert.Equal(200, (await demo.Client.GetAsync("/events?from=yesterday")).Code);
    }

    [Theory]
    [InlineData("my-Id_7", null, "my-Id_7")]
    [InlineData("a b;c<d>", null, "abcd")]
    [InlineData("0123456789012345678901234567890123456789", null, "012345678901234567890123456789012345")]
    [InlineData(null, "from-query", "from-query")]
    [InlineData("from-header", "from-query", "from-header")]
    public async Task The_correlation_id_comes_back_and_goes_into_what_the_request_caused(string? header, string? query, string expected)
    {
        var name = "c" + Guid.NewGuid().ToString("N");
        var answer = await demo.Client.SendAsync(
            HttpMethod.Post, "/clusters" + (query is null ? "" : $"?correlation_id={query}"), $"<cluster><name>{name}</name></cluster>", request => Set(request, "Correlation-Id", header));

        Assert.Equal(expected, answer.Expect(201).Headers["Correlation-Id"]);
        var events = (await demo.Client.GetAsync($"/events?search=correlation_id%3D{expected}")).Xml.Elements();
        Assert.Contains(events, line => line.Element("description")!.Value.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_correlation_id_each_request_gets_one()
    {
        var one = (await demo.Client.GetAsync("/clusters")).Headers["Correlation-Id"];
        var two = (await demo.Client.GetAsync("/clusters")).Headers["Correlation-Id"];

        Assert.True(Guid.TryParse(one, out _));
        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task The_entry_point_links_to_all_collections_also_in_its_header()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var answer = (await demo.Client.SendAsync(method, "")).Expect(200);
            var links = answer.Headers["Link"].Split(',');
            foreach (var collection in new[] { "clusters", "hosts", "jobs", "events" })
                Assert.Contains($"<{demo.Engine.Address.GetLeftPart(UriPartial.Authority)}/ovirt-engine/api/{collection}>; rel={collection}", links);
            Assert.Equal(links.Order(StringComparer.Ordinal), links);
            if (method == HttpMethod.Head) Assert.Empty(answer.Body);
        }

        var api = (await demo.Client.GetAsync("")).Xml;
        Assert.Equal(("api", "GlusterEngine", "4"), (api.Name.LocalName, api.Element("product_info")!.Element("name")!.Value, api.Element("product_info")!.Element("version")!.Element("major")!.Value));
        Assert.Equal("3", api.Element("summary")!.Element("hosts")!.Element("total")!.Value);
    }

    private Task<EngineAnswer> SendAsync(string path, params (string Name, string? Value)[] headers) =>
        demo.Client.SendAsync(HttpMethod.Get, path, change: request =>
        {
            foreach (var (name, value) in headers) Set(request, name, value);
        });

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
    }
}
