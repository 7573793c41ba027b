namespace GlusterEngine.Server.Demo;

/// <summary>Registration of the demo cluster.</summary>
internal static class DemoRegistration
{
    public static void AddDemo(this IServiceCollection services) => services.AddHostedService<DemoCluster>();
}
