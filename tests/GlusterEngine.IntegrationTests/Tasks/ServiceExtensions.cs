using GlusterEngine.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace GlusterEngine.IntegrationTests.Tasks;

internal static class ServiceExtensions
{
    public static GlusterTasksSync GetSync(this IServiceProvider services) => services.GetRequiredService<GlusterTasksSync>();
}
