using System.Text.Json.Nodes;
using GlusterEngine.Testing.Server;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>Every operation of the OpenAPI document against the running engine, whoever added it.</summary>
public sealed class EveryOperationTests(WireSite site, ITestOutputHelper output) : IClassFixture<WireSite>
{
    private static readonly string[] Media = [EngineClient.Xml, EngineClient.Json];

    [Fact]
    public async Task Each_answers_its_own_example_as_it_is_described()
    {
        var document = await ApiDocument.LoadAsync(site.Client);
        var problems = new List<string>();
        var succeeded = 0;
        foreach (var operation in document.Operations)
        {
            foreach (var media in Media)
            {
                var type = operation.TakesDocument || operation.IsOfTheApi ? media : "application/x-www-form-urlencoded";
                var answer = await site.Client.Speaking(media).SendAsync(operation.Method, await document.PathAsync(operation), operation.Body(type), request =>
                {
                    if (request.Content is not null) request.Content.Headers.ContentType = new(type);
                    if (!operation.IsOfTheApi) request.Headers.Accept.ParseAdd("application/json");
                });
                if (answer.Code < 300) succeeded++;
                output.WriteLine($"{answer.Code} {operation} in {media}");
                problems.AddRange(Problems(operation, media, answer).Select(problem => $"{operation} in {media}: {answer.Code}: {problem}\n{answer.Body}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        // Else the test would show no more than that what is refused is described. Many exclude each other: what one brings about forbids the next.
        Assert.True(succeeded * 5 > document.Operations.Count * 4, $"Only {succeeded} of {2 * document.Operations.Count} requests were carried out.");
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

            Assert.True(answer.Code == 404, $"{operation}: {answer}");
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

                    Assert.True(answer.Code == 400 && fault.Reason == "Request syntactically incorrect.", $"{operation}, {what} in {media}: {answer}");
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

    private static IEnumerable<string> Problems(ApiOperation operation, string media, EngineAnswer answer)
    {
        if (operation.Description.Responses?.TryGetValue(answer.Code.ToString(), out var declared) != true)
        {
            yield return "the status is not declared";
            yield break;
        }

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
