using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlusterEngine.IntegrationTests.Server;
using GlusterEngine.IntegrationTests.Wire;
using GlusterEngine.Testing;
using GlusterEngine.Testing.Server;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Xunit;

namespace GlusterEngine.IntegrationTests.Hosting;

/// <summary>The description of the API, which Swagger UI shows.</summary>
public sealed class OpenApiTests(DemoEngine demo) : IClassFixture<DemoEngine>
{
    [Fact]
    public async Task The_document_is_valid()
    {
        var result = await ReadAsync();

        Assert.Empty(result.Diagnostic!.Errors);
        Assert.Empty(result.Diagnostic.Warnings);
        Assert.Equal("GlusterEngine", result.Document!.Info.Title);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_a_tag_and_its_answers()
    {
        var operations = Operations((await ReadAsync()).Document!);

        Assert.NotEmpty(operations);
        Assert.Equal(operations.Count, operations.Select(static operation => operation.Value.OperationId).Distinct().Count());
        foreach (var (name, operation) in operations)
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary), $"{name} has no summary.");
            Assert.True(operation.Tags is { Count: > 0 }, $"{name} has no tag.");
            Assert.Contains(operation.Responses!.Keys, static status => status.StartsWith('2'));
            foreach (var parameter in operation.Parameters ?? [])
                Assert.False(string.IsNullOrWhiteSpace(parameter.Description), $"Parameter {parameter.Name} of {name} is not described.");
        }
    }

    [Fact]
    public async Task Every_body_sent_or_answered_has_an_example_in_each_of_its_media_types()
    {
        var operations = Operations((await ReadAsync()).Document!);
        var bodies = operations.Select(static operation => (operation.Key + " is sent", operation.Value.RequestBody?.Content))
            .Concat(operations.SelectMany(static operation => operation.Value.Responses!.Select(answer => ($"{operation.Key} answers {answer.Key}", answer.Value.Content))))
            .SelectMany(static body => (body.Content ?? new Dictionary<string, IOpenApiMediaType>()).Select(media => (Body: $"{body.Item1} in {media.Key}", Type: media.Key, media.Value)))
            .SelectMany(static body => Examples(body.Value).Select(example => (body.Body, body.Type, Example: example, body.Value.Schema))).ToList();

        Assert.Empty(bodies.Where(static body => body.Example is null).Select(static body => body.Body));
        foreach (var type in new[] { "application/xml", "application/json" })
        {
            Assert.Contains(bodies, body => body.Body == $"POST /ovirt-engine/api/clusters is sent in {type}");
            Assert.Contains(bodies, body => body.Body == $"GET /ovirt-engine/api/jobs answers 200 in {type}");
            Assert.Equal(bodies.Count(static body => body.Type == "application/xml"), bodies.Count(static body => body.Type == "text/xml"));
        }

        Assert.All(bodies.Where(static body => body.Type.EndsWith("xml", StringComparison.Ordinal)), static body => XDocument.Parse(body.Example!.GetValue<string>()));
        Assert.Equal(4, bodies.Count(static body => body.Type == "application/x-www-form-urlencoded"));
        // The codec writes those of the API, and the schema tells what it writes.
        var wire = bodies.Where(static body => body.Body.Contains("/ovirt-engine/api", StringComparison.Ordinal)).ToList();
        Assert.Empty(wire.SelectMany(static body => (body.Type == "application/json" ? DeclaredShape.Violations(body.Example, body.Schema!) : DeclaredShape.Violations(XElement.Parse(body.Example!.GetValue<string>()), body.Schema!))
            .Select(violation => $"{body.Body}: {violation}")));
    }

    [Fact]
    public async Task An_example_of_a_request_is_taken_as_it_stands()
    {
        var content = Operations((await ReadAsync()).Document!).Single(static operation => operation.Key == "POST /ovirt-engine/api/jobs").Value.RequestBody!.Content!;

        foreach (var type in new[] { EngineClient.Xml, EngineClient.Json })
        {
            var example = content[type].Example!;
            (await demo.Client.Speaking(type).PostAsync("/jobs", type == EngineClient.Xml ? example.GetValue<string>() : example.ToJsonString())).Expect(201);
        }
    }

    [Fact]
    public async Task Whatever_changes_something_takes_an_idempotency_key()
    {
        foreach (var (name, operation) in Operations((await ReadAsync()).Document!))
        {
            var takesKey = operation.Parameters?.Any(static parameter => parameter is { Name: "Idempotency-Key", In: ParameterLocation.Header }) == true;
            var changes = !name.StartsWith("GET", StringComparison.OrdinalIgnoreCase) && name.Contains("/api/", StringComparison.Ordinal);
            Assert.True(takesKey == changes, name);
            Assert.Equal(changes, operation.Responses!.TryGetValue("422", out var refusal) && refusal.Content is { Count: 3 });
        }
    }

    [Fact]
    public async Task What_needs_a_log_in_says_so_and_the_log_in_itself_does_not()
    {
        var document = (await ReadAsync()).Document!;

        Assert.Equal(["basic", "bearer", "session"], document.Components!.SecuritySchemes!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, document.Security!.Count);
        foreach (var (name, operation) in Operations(document))
        {
            var isOpen = !name.Contains("/ovirt-engine/api", StringComparison.Ordinal);
            Assert.Equal(isOpen, operation.Security is { Count: 0 });
            Assert.Equal(!isOpen, operation.Responses!.ContainsKey("403"));
            // The log-in by HTTP Basic asks for that.
            Assert.Equal(!isOpen || name.EndsWith("token-http-auth", StringComparison.Ordinal), operation.Responses!.ContainsKey("401"));
        }
    }

    [Theory]
    [InlineData("GET /ovirt-engine/sso/oauth/token", "grant_type scope")]
    [InlineData("POST /ovirt-engine/sso/oauth/token-http-auth", "")]
    [InlineData("POST /ovirt-engine/sso/oauth/revoke", "token")]
    [InlineData("GET /ovirt-engine/services/pki-resource", "resource format")]
    [InlineData("GET /ca.crt", "")]
    [InlineData("GET /ovirt-engine/api/clusters", "Prefer Session-TTL JSESSIONID Filter")]
    [InlineData("POST /ovirt-engine/api/clusters/{clusterId}/glustervolumes/{volumeId}/rebalance", "async dry_run repeat_if_lost Prefer")]
    [InlineData("POST /ovirt-engine/api/clusters/{clusterId}/glustervolumes/{volumeId}/glusterbricks/migrate", "async auto_commit dry_run force_plan repeat_if_lost")]
    [InlineData("DELETE /ovirt-engine/api/clusters/{clusterId}/glustervolumes/{volumeId}/bricks/{brickId}", "async dry_run force override reason replica_count")]
    [InlineData("POST /ovirt-engine/api/clusters/{clusterId}/glustervolumes/{volumeId}/glusterbricks/{brickId}/reset", "override reason")]
    public async Task What_an_operation_reads_stands_in_the_document(string name, string parameters)
    {
        var operation = Operations((await ReadAsync()).Document!).Single(operation => operation.Key == name).Value;

        Assert.Empty(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except((operation.Parameters ?? []).Select(static parameter => parameter.Name!)));
    }

    [Fact]
    public async Task Each_parameter_that_a_controller_reads_is_one_of_its_operations()
    {
        var operations = Operations((await ReadAsync()).Document!);
        var described = operations.SelectMany(static operation => (operation.Value.Parameters ?? []).Where(static parameter => parameter.In == ParameterLocation.Query)
            .Select(parameter => (Controller: operation.Value.OperationId!.Split('_')[1], parameter.Name))).ToHashSet();
        var read = Directory.EnumerateFiles(Repository.PathOf("src", "GlusterEngine.Server"), "*Controller.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Regex.Matches(File.ReadAllText(file), @"(ReadFlag\((nameof\()?|Request\.Query\[)""?(?<name>\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Select(match => (Controller: Path.GetFileNameWithoutExtension(file).Replace("Controller", "", StringComparison.Ordinal), Name: match.Groups["name"].Value)))
            .Where(static read => read.Name != "string").Distinct().ToList();

        Assert.InRange(read.Count, 20, 200);
        Assert.DoesNotContain(read, read => !described.Any(parameter => parameter.Name == read.Name && (read.Controller == "Rest" || parameter.Controller == read.Controller)));
    }

    [Fact]
    public async Task The_page_is_there_and_shows_the_document()
    {
        var page = await demo.Client.As(null).GetAsync("/swagger/index.html");

        Assert.Equal(200, page.Code);
        Assert.StartsWith("text/html", page.ContentType, StringComparison.Ordinal);
        Assert.Contains("<title>GlusterEngine</title>", page.Body, StringComparison.Ordinal);
        foreach (var file in new[] { "swagger-ui-bundle.js", "swagger-ui.css", "index.js" }) Assert.Equal(200, (await demo.Client.As(null).GetAsync("/swagger/" + file)).Code);
        Assert.True((await demo.Client.As(null).GetAsync("/swagger")).Code is 200 or 301 or 302);
    }

    [Fact]
    public async Task Where_faults_send_their_reader_the_page_is_found()
    {
        var answer = await demo.Client.As(null).GetAsync("/ovirt-engine/apidoc");

        Assert.Equal((302, "/swagger/"), (answer.Code, answer.Headers["Location"]));
    }

    [Fact]
    public async Task What_an_action_refuses_is_an_action_or_a_bare_fault()
    {
        var rebalance = Operations((await ReadAsync()).Document!).Single(static operation => operation.Key == "POST /ovirt-engine/api/clusters/{clusterId}/glustervolumes/{volumeId}/rebalance").Value;

        foreach (var status in new[] { "400", "403" })
            Assert.Equal(["action", "fault"], rebalance.Responses![status].Content!["application/xml"].Schema!.AnyOf!.Select(static kind => kind.Xml!.Name!));
        Assert.Equal("action", rebalance.Responses!["409"].Content!["application/xml"].Schema!.Xml!.Name);
    }

    [Fact]
    public async Task A_log_in_that_breaks_is_described()
    {
        var logIns = Operations((await ReadAsync()).Document!).Where(static operation => operation.Key.Contains("/sso", StringComparison.Ordinal)).ToList();

        Assert.Equal(6, logIns.Count);
        foreach (var status in new[] { "500", "503" })
            Assert.All(logIns, operation => Assert.Equal("server_error", operation.Value.Responses![status].Content!["application/json"].Example!["error_code"]!.GetValue<string>()));
    }

    private async Task<ReadResult> ReadAsync()
    {
        var answer = (await demo.Client.As(null).GetAsync("/swagger/v4/swagger.json")).Expect(200);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        return await OpenApiDocument.LoadAsync(stream, "json");
    }

    private static IEnumerable<JsonNode?> Examples(IOpenApiMediaType media) => media.Examples is { Count: > 0 } several ? several.Values.Select(static example => example.Value) : [media.Example];

    private static IReadOnlyList<KeyValuePair<string, OpenApiOperation>> Operations(OpenApiDocument document) =>
        [.. document.Paths.SelectMany(static path => path.Value.Operations!.Select(operation => KeyValuePair.Create($"{operation.Key} {path.Key}", operation.Value)))];
}
