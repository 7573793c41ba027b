using System.Reflection;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>
/// Parameters of the query that are read and that no method declares: those of <see cref="QueryParametersAttribute"/>, <c>dry_run</c> of every action, and <c>async</c> of
/// whatever may answer before it is done.
/// </summary>
internal sealed class QueryParameters : IOperationFilter
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["async"] = "true answers 202 before it is done. As in the body, and wins over it.",
        ["auto_commit"] = "true commits as soon as nothing speaks against it. As in the body, and wins over it.",
        ["dry_run"] = "true checks everything and changes nothing. As in the body, and wins over it.",
        ["force"] = "As in the body, and wins over it.",
        ["force_plan"] = "true starts also what does not fit. As in the body, and wins over it.",
        ["override"] = "true passes over what may be passed over; takes a reason. As in the body, and wins over it.",
        ["reason"] = "Why, when it is not in the body.",
        ["repeat_if_lost"] = "true asks once more where the start got lost on its way. As in the body, and wins over it.",
        ["grant_type"] = "password, or urn:ovirt:params:oauth:grant-type:http for the credentials of HTTP Basic.",
        ["password"] = "The password. Better in a form, for addresses are logged by proxies.",
        ["scope"] = "ovirt-app-api.",
        ["token"] = "The token, when it is not in the form.",
        ["username"] = "User name with profile, such as admin@internal.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var names = context.MethodInfo.GetCustomAttribute<QueryParametersAttribute>()?.Names ?? [];
        var isChange = context.ApiDescription.HttpMethod != "GET" && context.ApiDescription.RelativePath?.StartsWith(RestController.Root, StringComparison.Ordinal) == true;
        var takesAction = context.ApiDescription.ParameterDescriptions.Any(static parameter => parameter.Type == typeof(ActionResource));
        if (isChange && takesAction) names = [.. names, "dry_run"];
        if (isChange && operation.Responses?.ContainsKey("202") == true) names = [.. names, "async"];
        foreach (var name in names.Where(name => operation.Parameters?.Any(known => known.Name == name && known.In == ParameterLocation.Query) != true))
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = Descriptions[name], Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }
}
