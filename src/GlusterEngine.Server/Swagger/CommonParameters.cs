using GlusterEngine.Server.Access;
using GlusterEngine.Server.Rest;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>Parameters that every operation of the API takes, or every one of a kind (spec/rest.md 1.3, 1.4). Described once, referred to by each.</summary>
internal sealed class CommonParameters : IOperationFilter
{
    private static readonly (string Key, OpenApiParameter Parameter, Func<OpenApiOperation, string, bool> Applies)[] All =
    [
        ("Accept", Query("accept", "Media type of the answer, application/xml or application/json; wins over the header Accept."), static (_, _) => true),
        ("Version", Header("Version", "Version of the API; 4 is the only one."), static (_, _) => true),
        ("CorrelationIdQuery", Query("correlation_id", "As the header Correlation-Id, which wins."), static (_, _) => true),
        ("CorrelationId", Header(CorrelationId.Header, "An id of your choice of letters, digits, - and _, up to 36. Jobs, events and log lines of the request carry it, and the answer gives it back; one is made when there is none."), static (_, _) => true),
        ("FilterQuery", Query("filter", "As the header Filter, which is for clients that send it."), static (_, method) => method == "GET"),
        ("Filter", Header("Filter", "oVirt's switch between the view of an administrator and that of a user. Taken, and without effect: rights are per cluster here."), static (_, method) => method == "GET"),
        ("JobId", Query("JobId", "An external job of the client's (POST /jobs), under which a step follows the operation to its end."), static (operation, method) => method != "GET"),
        ("StepId", Query("StepId", "A step of such a job, under which that step is put. It tells the job, too."), static (operation, method) => method != "GET"),
        ("AllContent", Header("All-Content", "true gives all members, also those that cost more to find out. As the parameter all_content, which wins."), static (operation, _) => Takes(operation, "all_content")),
        ("CaseSensitive", Query("case_sensitive", "true compares the values of search with upper and lower case; false by default."), static (operation, _) => Takes(operation, "search")),
        ("Prefer", Header("Prefer", "With HTTP Basic: persistent-auth sets a cookie that stands for the log-in from now on, csrf-protection makes it count only with its value in the header JSESSIONID, new-auth ends the session that there is. Several by comma."), static (_, _) => true),
        ("SessionTtl", Header("Session-TTL", "With persistent-auth: minutes after which a session that is not used ends, 1 to 525600."), static (_, _) => true),
        ("SessionHeader", Header(CookieSession.Name, "The value of the cookie of that name, for a session that began with csrf-protection."), static (_, _) => true),
        ("Expect", Header("X-Ovirt-Expect", "202-accepted is as async=true in the body; 201-created is as it is without the header."), static (operation, method) => method != "GET" && operation.Responses?.ContainsKey("202") == true),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.RelativePath?.StartsWith(RestController.Root, StringComparison.Ordinal) != true) return;
        var known = (context.Document.Components ??= new()).Parameters ??= new Dictionary<string, IOpenApiParameter>(StringComparer.Ordinal);
        foreach (var (key, parameter, _) in All.Where(common => common.Applies(operation, context.ApiDescription.HttpMethod ?? "GET")))
        {
            if (Takes(operation, parameter.Name!)) continue;
            known.TryAdd(key, parameter);
            (operation.Parameters ??= []).Add(new OpenApiParameterReference(key, context.Document));
        }
    }

    private static bool Takes(OpenApiOperation operation, string name) => operation.Parameters?.Any(parameter => parameter.Name == name) == true;

    private static OpenApiParameter Query(string name, string description) => Of(name, description, ParameterLocation.Query);

    private static OpenApiParameter Header(string name, string description) => Of(name, description, ParameterLocation.Header);

    private static OpenApiParameter Of(string name, string description, ParameterLocation place) =>
        new() { Name = name, In = place, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
