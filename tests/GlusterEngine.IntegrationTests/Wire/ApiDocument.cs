using System.Text;
using GlusterEngine.Testing.Server;
using Microsoft.OpenApi;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>The OpenAPI document of a running engine, and real paths for what it describes.</summary>
internal sealed class ApiDocument(EngineClient client, IReadOnlyList<ApiOperation> operations)
{
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>All operations: what reads first, then what adds and acts, what removes last.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; } = operations;

    public static async Task<ApiDocument> LoadAsync(EngineClient client)
    {
        var answer = (await client.As(null).GetAsync("/swagger/v4/swagger.json")).Expect(200);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        var document = (await OpenApiDocument.LoadAsync(stream, "json")).Document!;
        var operations = document.Paths.SelectMany(static path => path.Value.Operations!.Select(operation => new ApiOperation(operation.Key, path.Key, operation.Value)));
        return new(client, [.. operations.OrderBy(static operation => operation.Method == HttpMethod.Get ? 0 : operation.Method == HttpMethod.Delete ? 2 : 1)]);
    }

    /// <summary>The path of something that is there: each id is that of the first object in its list, a task's step before others; one of nothing where the list is empty.</summary>
    public async Task<string> PathAsync(ApiOperation operation)
    {
        var path = "";
        foreach (var segment in operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            path += "/" + (segment.StartsWith('{') ? await IdAsync(path) ?? IdOfNothing(segment) : segment);
        return path;
    }

    /// <summary>An id of the kind of a parameter that nothing has.</summary>
    public static string IdOfNothing(string segment) => segment is "{eventId}" or "{sampleId}" ? "999999999" : Guid.NewGuid().ToString();

    private async Task<string?> IdAsync(string list)
    {
        if (_known.TryGetValue(list, out var known)) return known;
        var answer = await client.GetAsync(list);
        var rows = answer.Code == 200 ? answer.Xml.Elements().Where(static row => row.Attribute("id") is not null).ToList() : [];
        var row = rows.Find(static row => row.Element("external_type")?.Value == "gluster") ?? rows.FirstOrDefault();
        return _known[list] = row?.Attribute("id")!.Value;
    }
}
