using System.Reflection;
using System.Text.Json.Nodes;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Scalars;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>Describes resources as the codec writes them in JSON, from the same declarations; everything else as usual.</summary>
internal sealed class WireSchemaGenerator(SchemaGenerator inner) : ISchemaGenerator
{
    public IOpenApiSchema GenerateSchema(
        Type modelType, SchemaRepository schemaRepository, MemberInfo? memberInfo = null, ParameterInfo? parameterInfo = null, ApiParameterRouteInfo? routeInfo = null)
    {
        return modelType.Namespace?.StartsWith("GlusterEngine.Wire", StringComparison.Ordinal) == true
            ? Resource(modelType, schemaRepository)
            : inner.GenerateSchema(modelType, schemaRepository, memberInfo, parameterInfo, routeInfo);
    }

    private static IOpenApiSchema Resource(Type type, SchemaRepository repository)
    {
        if (repository.TryLookupByType(type, out var known)) return known;
        var contract = ResourceContract.Of(type);
        var id = contract.RootName ?? type.Name;
        // Known before its members are described, for resources contain each other.
        repository.RegisterType(type, id);
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = contract.Members.ToDictionary(static member => member.Name, member => Member(member, repository), StringComparer.Ordinal),
            Xml = contract.RootName is null ? null : new OpenApiXml { Name = contract.RootName },
        };
        return repository.AddDefinition(id, schema);
    }

    private static IOpenApiSchema Member(MemberContract member, SchemaRepository repository)
    {
        IOpenApiSchema Content() => member.Scalar is { } scalar ? Scalar(scalar) : Resource(member.ContentType, repository);
        return member.Shape switch
        {
            MemberShape.Single when member.IsAttribute => new OpenApiSchema { Type = JsonSchemaType.String, Xml = new OpenApiXml { NodeType = OpenApiXmlNodeType.Attribute } },
            MemberShape.Single => Content(),
            MemberShape.Repeated => List(Content()),
            _ => new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [member.ItemName] = List(Content()) },
            },
        };
    }

    private static OpenApiSchema List(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Scalar(Scalar scalar) => scalar switch
    {
        IntegerScalar => new() { Type = JsonSchemaType.String, Pattern = "^-?[0-9]+$" },
        BooleanScalar => new() { Type = JsonSchemaType.String, Enum = ["true", "false"] },
        DateScalar => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = "Epoch milliseconds; in XML a date and time with offset." },
        DecimalScalar => new() { Type = JsonSchemaType.Number },
        TextScalar { Words: { } words } => new() { Type = JsonSchemaType.String, Enum = [.. words.Select(static word => JsonValue.Create(word))] },
        _ => new() { Type = JsonSchemaType.String },
    };
}
