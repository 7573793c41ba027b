using GlusterEngine.Server.Access;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>The ways to log in, behind the UI's Authorize button.</summary>
internal sealed class SecurityDocument : IDocumentFilter
{
    private const string Basic = "basic";
    private const string Bearer = "bearer";
    private const string Session = "session";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new();
        swaggerDoc.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        swaggerDoc.Components.SecuritySchemes[Basic] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Basic,
            Description = "User name with profile, such as admin@internal, and password.",
        };
        swaggerDoc.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            Description = "The access_token that POST /ovirt-engine/sso/oauth/token gives.",
        };
        swaggerDoc.Components.SecuritySchemes[Session] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = CookieSession.Name,
            Description = "The cookie that a log-in by HTTP Basic sets with the header Prefer: persistent-auth.",
        };
        swaggerDoc.Security =
        [
            new() { [new OpenApiSecuritySchemeReference(Basic, swaggerDoc)] = [] },
            new() { [new OpenApiSecuritySchemeReference(Bearer, swaggerDoc)] = [] },
            new() { [new OpenApiSecuritySchemeReference(Session, swaggerDoc)] = [] },
        ];
    }
}
