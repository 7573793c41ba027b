namespace GlusterEngine.Server.EmbeddedPostgres;

public static class EmbeddedPostgresRegistration
{
    private const string ConnectionString = "ConnectionStrings:Engine";

    /// <summary>
    /// Lets the engine run a PostgreSQL of its own, unless <c>ConnectionStrings:Engine</c> names another; sets that setting then, so that
    /// nobody else has to know which of the two it is. Call it before anything that registers a hosted service or reads the setting.
    /// </summary>
    public static IHostApplicationBuilder AddEmbeddedPostgres(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[ConnectionString] is { Length: > 0 } external)
        {
            builder.Configuration[ConnectionString] = ExternalPostgres.WithPassword(external, builder.Configuration);
            return builder;
        }

        var options = new EmbeddedPostgresOptions();
        Configure(options);
        builder.Configuration[ConnectionString] = PostgresConnection.Engine(options, PostgresFolders.Of(options));
        builder.Services.AddOptions<EmbeddedPostgresOptions>().Configure(Configure).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<EmbeddedPostgresServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EmbeddedPostgresServer>());
        return builder;

        void Configure(EmbeddedPostgresOptions target)
        {
            builder.Configuration.GetSection(EmbeddedPostgresOptions.Section).Bind(target);
            if (target.DataFolder.Length == 0)
            {
                target.DataFolder = Path.Combine(DataFolder(builder.Configuration), "postgres");
            }
        }
    }

    private static string DataFolder(IConfiguration configuration) => configuration["GLUSTERENGINE_DATA"] is { Length: > 0 } folder ? folder : ".data";
}
