using GlusterEngine.Server.Idempotency;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Faults;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>What every operation of the API may answer besides its own answers (spec/rest.md 1.2, 4).</summary>
internal sealed class CommonAnswers : IOperationFilter
{
    private static readonly FaultResource KeyOfAnother = new()
    {
        Reason = "Invalid value",
        Detail = $"{IdempotencyKey.Header}: 'backup-17' was used for another method, path, query or body at 2026-11-20 09:00:00 UTC. Use a new key for a new request.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var (method, path) = (context.ApiDescription.HttpMethod ?? "GET", context.ApiDescription.RelativePath ?? "");
        if (!path.StartsWith(RestController.Root, StringComparison.Ordinal)) return;
        var answers = operation.Responses ??= [];
        var changes = method != "GET";
        var fault = ExampleResources.Fault;
        object[] refusals = [fault];
        if (context.ApiDescription.SupportedResponseTypes.Any(static answer => answer is { StatusCode: >= 400 } && answer.Type == typeof(ActionResource)))
        {
            // What an action refuses stands in the action. What is refused before there is one is a bare fault: a document that cannot be read, missing input, a caller who may see nothing.
            refusals = [(ExampleRequests.Of(method, path) as ActionResource ?? new()) with { Status = "failed", Fault = fault }, fault];
            answers.Remove("400");
        }

        Add("400", "The document, a parameter or what they ask for is not right; the fault names it.", refusals);
        // A read is refused to whom no role was given, and to a protected session without its header; so is a change.
        Add("403", changes ? "The user may not do that, may see nothing, or the session's header is missing." : "The user may see nothing, or the session's header is missing.", refusals);
        if (changes && answers.TryGetValue("404", out var unknown) && unknown.Content is not { Count: > 0 })
        {
            answers.Remove("404");
            Add("404", "There is no such object.", fault);
        }

        answers.TryAdd("406", new OpenApiResponse { Description = "The answer can be XML or JSON only." });
        if (answers.ContainsKey("201")) Add("409", $"What a request with this {IdempotencyKey.Header} added is gone.", fault);
        if (operation.RequestBody is not null) answers.TryAdd("415", new OpenApiResponse { Description = "The body can be XML or JSON only." });
        if (changes) Add("422", $"The {IdempotencyKey.Header} was used for another request.", KeyOfAnother);
        Add("500", "The engine failed; its log tells more under the correlation id of the answer.", fault);
        Add("503", "The database is away, or the engine stops. Try again.", fault);

        void Add(string status, string description, params object[] samples) => answers.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = WireMedia.Types.ToDictionary(static media => media, IOpenApiMediaType (media) => Describe(samples, media, context), StringComparer.Ordinal),
        });
    }

    /// <summary>A body that is as one of the samples. Not <c>oneOf</c>: no member is mandatory, so a document may be as several of them.</summary>
    private static OpenApiMediaType Describe(object[] samples, string media, OperationFilterContext context)
    {
        var kinds = samples.Select(sample => context.SchemaGenerator.GenerateSchema(sample.GetType(), context.SchemaRepository)).ToList();
        return samples is [var only]
            ? new() { Schema = kinds[0], Example = OperationExamples.Write(only, media) }
            : new()
            {
                Schema = new OpenApiSchema { AnyOf = kinds },
                Examples = samples.ToDictionary(
                    static sample => ResourceContract.Of(sample.GetType()).RootName!,
                    IOpenApiExample (sample) => new OpenApiExample { Value = OperationExamples.Write(sample, media) },
                    StringComparer.Ordinal),
            };
    }
}
