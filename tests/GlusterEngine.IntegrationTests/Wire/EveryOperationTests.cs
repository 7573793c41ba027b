using System.Text.Json.Nodes;
using GlusterEngine.IntegrationTests.Access;
using GlusterEngine.Testing.Server;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>Every operation of the OpenAPI document against the running engine, whoever added it.</summary>
public sealed class EveryOperationTests(WireSite site, ITestOutputHelper output) : IClassFixture<WireSite>
{
    private static readonly string[] Media = [EngineClient.Xml, EngineClient.Json];

    /// <summary>What is refused in the walk, by what keeps it from being carried out. Nothing joins these unseen; other tests carry them out.</summary>
    private static readonly string[] Refused =
    [
        // The example has another password, or none, and there is no TLS.
        "GET /ca.crt",
        "GET /ovirt-engine/services/pki-resource",
        "GET /ovirt-engine/sso/oauth/token",
        "GET /ovirt-engine/sso/oauth/token-http-auth",
        "POST /ovirt-engine/sso/oauth/token",
        // The example names hosts that are not there, or a name that is taken.
        "POST /clusters/{clusterId}/glustervolumes",
        "POST /clusters/{clusterId}/importhosts",
        "POST /hosts",
        // It is up already.
        "POST /hosts/{hostId}/activate",
        "POST volume/start",
        // The volume is rebalanced.
        "POST volume/glusterbricks",
        "POST volume/glusterbricks/activate",
        "POST volume/glusterbricks/commit",
        "POST volume/glusterbricks/migrate",
        "POST volume/glusterbricks/stopmigrate",
        "POST volume/glusterbricks/{brickId}/activate",
        "POST volume/glusterbricks/{brickId}/commit",
        "POST volume/glusterbricks/{brickId}/migrate",
        "POST volume/glusterbricks/{brickId}/replace",
        "POST volume/glusterbricks/{brickId}/reset",
        "POST volume/glusterbricks/{brickId}/stopmigrate",
        "POST volume/rebalance",
        // The rebalance was stopped before, then the volume; the host was deactivated.
        "DELETE /clusters/{clusterId}/glusterhooks/{hookId}",
        "DELETE volume/glusterbricks",
        "DELETE volume/glusterbricks/{brickId}",
        "POST volume/getprofilestatistics",
        "POST volume/startprofile",
        "POST volume/stopprofile",
        "POST volume/throttle",
        // The job is a migration of the engine's that still runs.
        "GET /jobs/{jobId}/steps/{stepId}/gate",
        "POST /jobs/{jobId}/clear",
        "POST /jobs/{jobId}/end",
        "POST /jobs/{jobId}/steps",
        "POST /jobs/{jobId}/steps/{stepId}/end",
        // There is nothing to set right: no conflict of hooks, no ghost, no lease, no host by ssh.
        "POST /clusters/{clusterId}/glusterhooks/{hookId}/resolve",
        "POST /hosts/{hostId}/acceptsshkey",
        "POST volume/cureghost",
        "POST volume/releaselease",
        // It is in use.
        "DELETE /clusters/{clusterId}",
        "DELETE /hosts/{hostId}",
        "DELETE /hosts/{hostId}/connections/{cid}",
    ];

    [Fact]
    public async Task Each_answers_its_own_example_as_it_is_described()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        var problems = new List<string>();
        var refused = document.Operations.ToHashSet();
        foreach (var operation in document.Operations)
        {
            foreach (var media in Media)
            {
                var type = operation.TakesDocument || operation.IsOfTheApi ? media : "application/x-www-form-urlencoded";
                var answer = await site.Client.Speaking(media).SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(type), request =>
                {
                    if (request.Content is not null) request.Content.Headers.ContentType = new(type);
                    if (operation.IsOfTheApi) return;
                    // The log-in takes this one alone.
                    request.Headers.Accept.Clear();
                    request.Headers.Accept.ParseAdd("application/json");
                });
                if (answer.Code < 300) refused.Remove(operation);
                output.WriteLine($"{answer.Code} {operation} in {media} {(answer.Code < 300 ? "" : answer.Body)}");
                problems.AddRange(Problems(operation, media, answer).Select(problem => $"{operation} in {media}: {answer.Code}: {problem}\n{answer.Body}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        // Else the test would show no more than that what is refused is described.
        Assert.Equal(Refused.Order(StringComparer.Ordinal), refused.Select(Short).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task None_does_anything_for_nobody_and_all_say_so_with_an_empty_body()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        foreach (var operation in document.Operations.Where(static operation => operation.IsOfTheApi))
        {
            var answer = await site.Client.As(null).SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(EngineClient.Xml));
            Assert.Equal((401, "", "Basic realm=\"RESTAPI\""), (answer.Code, answer.Body, answer.Headers["WWW-Authenticate"]));
        }
    }

    [Fact]
    public async Task None_does_anything_for_who_may_see_nothing()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        var client = await site.Engine.AddUserAsync("nobody@internal", role: null);
        foreach (var operation in document.Operations.Where(static operation => operation.IsOfTheApi))
        {
            foreach (var media in Media)
            {
                var answer = await client.Speaking(media).SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(media));
                AssertDescribed(403, operation, media, answer);
            }
        }
    }

    [Fact]
    public async Task None_does_anything_under_the_key_of_another_request()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        (await site.Client.SendAsync(HttpMethod.Post, $"/jobs/{Guid.NewGuid()}/end", "<action/>", WithKey)).Expect(404);
        foreach (var operation in document.Operations.Where(static operation => operation.IsOfTheApi && operation.Method != HttpMethod.Get))
        {
            foreach (var media in Media)
            {
                var answer = await site.Client.Speaking(media).SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(media), WithKey);
                AssertDescribed(422, operation, media, answer);
            }
        }

        static void WithKey(HttpRequestMessage request) => request.Headers.Add("Idempotency-Key", "every operation");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task None_finds_what_is_not_there(bool isUuid)
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        foreach (var operation in document.Operations.Where(static operation => operation.IsOfTheApi && operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            var path = await document.PathAsync(operation);
            var last = operation.Path.Split('/').Select(static (segment, index) => (segment, index)).Last(static part => part.segment.StartsWith('{'));
            var segments = path.Split('/');
            segments[last.index] = isUuid ? ApiDocument.IdOfNothing(last.segment) : "no-id";

            var answer = await site.Client.SendAsync(operation.Method, string.Join('/', segments), operation.Body(EngineClient.Xml));

            AssertDescribed(404, operation, EngineClient.Xml, answer);
            // A command's 404 carries its words, and so does that of a connection id; any other read, or a path that cannot be, has none.
            if (!isUuid || (operation.Method == HttpMethod.Get && !operation.Path.EndsWith("{cid}", StringComparison.Ordinal))) Assert.Empty(answer.Body);
        }
    }

    [Fact]
    public async Task Each_document_that_cannot_be_read_is_refused_by_the_operation_it_is_sent_to()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        foreach (var operation in document.Operations.Where(static operation => operation.TakesDocument))
        {
            var path = await document.PathAsync(operation);
            foreach (var media in Media)
            {
                foreach (var (what, body) in Unreadable(operation.Body(media)!, media))
                {
                    // DELETE may come without a body.
                    if (body.Length == 0 && operation.Method == HttpMethod.Delete) continue;
                    var answer = await site.Client.Speaking(media).SendAsync(operation.Method, path, body);
                    (string? Reason, string? Detail) fault = media == EngineClient.Json ? Fault(answer.Json) : (answer.Xml.Element("reason")?.Value, answer.FaultDetail);

                    AssertDescribed(400, operation, media, answer);
                    Assert.True(fault.Reason == "Request syntactically incorrect.", $"{operation}, {what} in {media}: {answer}");
                    Assert.Contains("For correct usage, see: http", fault.Detail, StringComparison.Ordinal);
                    if (what == "unknown member") Assert.Contains("'nosuch' is not a member of", fault.Detail, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("text/plain", null, 415)]
    [InlineData("application/xml", "image/png", 406)]
    public async Task None_takes_or_makes_another_media_type(string type, string? accept, int code)
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        foreach (var operation in document.Operations.Where(static operation => operation.TakesDocument))
        {
            var answer = await site.Client.SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(EngineClient.Xml), request =>
            {
                request.Content!.Headers.ContentType = new(type);
                if (accept is null) return;
                request.Headers.Accept.Clear();
                request.Headers.Accept.ParseAdd(accept);
            });
            Assert.True(answer.Code == code, $"{operation}: {answer}");
        }
    }

    /// <summary>An operation as <see cref="Refused"/> lists it; <c>bricks</c> is an alias.</summary>
    private static string Short(ApiOperation operation) => operation.ToString()
        .Replace("/ovirt-engine/api", "", StringComparison.Ordinal)
        .Replace("/clusters/{clusterId}/glustervolumes/{volumeId}", "volume", StringComparison.Ordinal)
        .Replace("/bricks", "/glusterbricks", StringComparison.Ordinal);

    private static (string? Reason, string? Detail) Fault(JsonNode json) => (json["reason"]?.GetValue<string>(), json["detail"]?.GetValue<string>());

    private static IEnumerable<(string What, string Body)> Unreadable(string example, string media) => media == EngineClient.Xml
        ?
        [
            ("nothing", ""),
            ("wrong root", "<nosuch/>"),
            ("half a document", example[..(example.Length / 2)]),
            ("unknown member", example.Insert(example.IndexOf('>', example.IndexOf('\n', StringComparison.Ordinal)) + 1, "<nosuch>1</nosuch>")),
            ("DTD", example.Insert(example.IndexOf('\n', StringComparison.Ordinal), "<!DOCTYPE a [<!ENTITY e 'x'>]>")),
        ]
        : [("nothing", ""), ("no object", "[]"), ("half a document", example[..(example.Length / 2)]), ("unknown member", example.Insert(1, "\"nosuch\":1,"))];

    private static void AssertDescribed(int code, ApiOperation operation, string media, EngineAnswer answer)
    {
        Assert.True(answer.Code == code, $"{operation} in {media}: {answer}");
        Assert.Empty(Problems(operation, media, answer).Select(problem => $"{operation} in {media}: {problem}\n{answer.Body}"));
    }

    private static IEnumerable<string> Problems(ApiOperation operation, string media, EngineAnswer answer)
    {
        if (operation.Description.Responses?.TryGetValue(answer.Code.ToString(), out var declared) != true)
        {
            yield return "the status is not declared";
            yield break;
        }

        // Declared everywhere, and right nowhere: the engine of this test lacks nothing.
        if (answer.Code >= 500) yield return "the engine failed";

        if (answer.Body.Length == 0) yield break;
        var type = operation.IsOfTheApi ? media : answer.ContentType?.Split(';')[0] ?? "";
        if (answer.ContentType?.StartsWith(type, StringComparison.Ordinal) != true) yield return $"the answer is {answer.ContentType}";
        else if (declared!.Content?.TryGetValue(type, out var content) != true || content!.Schema is not { } schema)
        {
            if (answer.Body != "{}") yield return "no body is declared";
        }
        else if (operation.IsOfTheApi)
        {
            foreach (var violation in type == EngineClient.Json ? DeclaredShape.Violations(answer.Json, schema) : DeclaredShape.Violations(answer.Xml, schema)) yield return violation;
        }
    }
}
