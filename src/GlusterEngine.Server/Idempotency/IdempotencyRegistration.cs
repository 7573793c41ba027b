namespace GlusterEngine.Server.Idempotency;

/// <summary>Registration of idempotent requests; their place among the middleware is told in <see cref="Rest.RestRegistration"/>.</summary>
internal static class IdempotencyRegistration
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<ClaimedRequests>();
        services.AddSingleton<LostAnswers>();
    }
}
