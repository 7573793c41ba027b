using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Faults;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>What every operation of the API may answer besides its own answers (spec/rest.md 1.2, 4).</summary>
internal sealed class CommonAnswers : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.RelativePath?.StartsWith(RestController.Root, StringComparison.Ordinal) != true) return;
        var answers = operation.Responses ??= [];
        var changes = context.ApiDescription.HttpMethod != "GET";
        // What an action refuses stands in the action, unless it is the document itself that is refused.
        var refusal = context.ApiDescription.SupportedResponseTypes.Any(static answer => answer is { StatusCode: 409 } && answer.Type == typeof(ActionResource)) ? typeof(ActionResource) : typeof(FaultResource);
        Add("400", "The document, a parameter or what they ask for is not right; the fault names it.", typeof(FaultResource));
        // A read is refused to whom no role was given, and to a protected session without its header.
        Add("403", changes ? "The user may not do that." : "The user may see nothing, or the session's header is missing.", changes ? refusal : typeof(FaultResource));
        if (changes && answers.TryGetValue("404", out var unknown) && unknown.Content is not { Count: > 0 })
        {
            answers.Remove("404");
            Add("404", "There is no such object.", typeof(FaultResource));
        }

        answers.TryAdd("406", new OpenApiResponse { Description = "The answer can be XML or JSON only." });
        if (operation.RequestBody is not null) answers.TryAdd("415", new OpenApiResponse { Description = "The body can be XML or JSON only." });
        Add("500", "The engine failed; its log tells more under the correlation id of the answer.", typeof(FaultResource));
        Add("503", "The database is away, or the engine stops. Try again.", typeof(FaultResource));

        void Add(string status, string description, Type type) => answers.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = WireMedia.Types.ToDictionary(
                static media => media,
                IOpenApiMediaType (media) => new OpenApiMediaType
                {
                    Schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository),
                    Example = OperationExamples.Write(type == typeof(ActionResource) ? new ActionResource { Status = "failed", Fault = ExampleResources.Fault } : ExampleResources.Fault, media),
                },
                StringComparer.Ordinal),
        });
    }
}
