using GlusterEngine.Server.Rest;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GlusterEngine.Server.Swagger;

/// <summary>Swagger UI at <c>/swagger</c> and the OpenAPI document behind it. Both describe the API only, so they need no log-in.</summary>
internal static class SwaggerRegistration
{
    private const string Document = "v4";

    public static void AddEngineSwagger(this IServiceCollection services)
    {
        services.AddSwaggerGen(static swagger =>
        {
            swagger.SwaggerDoc(Document, new OpenApiInfo
            {
                Title = "GlusterEngine",
                Version = Document,
                Description = "Manages GlusterFS clusters. The wire is that of the Gluster part of the oVirt v4 API, in XML or JSON; "
                    + "in JSON, numbers and booleans are strings and dates are epoch milliseconds.",
            });
            swagger.IncludeXmlComments(typeof(SwaggerRegistration).Assembly, includeControllerXmlComments: true);
            swagger.OperationFilter<OperationDetails>();
            swagger.OperationFilter<OperationExamples>();
            swagger.OperationFilter<CommonAnswers>();
            swagger.OperationFilter<QueryParameters>();
            swagger.OperationFilter<CommonParameters>();
            swagger.DocumentFilter<SecurityDocument>();
        });
        services.AddTransient<SchemaGenerator>();
        services.AddTransient<ISchemaGenerator, WireSchemaGenerator>();
    }

    /// <summary>Call it before what asks for a log-in: the UI is no endpoint that could be marked as open to anybody.</summary>
    public static void UseEngineSwagger(this WebApplication app)
    {
        app.MapSwagger().AllowAnonymous();
        app.MapGet(Usage.Documentation, static () => Results.Redirect("/swagger/")).AllowAnonymous().ExcludeFromDescription();
        // It would match each request of the API against its own paths.
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), static branch => branch.UseSwaggerUI(static ui =>
        {
            ui.SwaggerEndpoint($"/swagger/{Document}/swagger.json", "GlusterEngine");
            ui.DocumentTitle = "GlusterEngine";
            ui.EnablePersistAuthorization();
        }));
    }
}
