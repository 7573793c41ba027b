using GlusterEngine.Model.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace GlusterEngine.Server.Access;

/// <summary>Registration of log-ins. What is not marked as open to anybody needs one.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        services.AddSingleton<LogInGuard>();
        services.AddSingleton<AccessRevision>();
        services.AddSingleton<UserAccess>();
        services.AddSingleton<CookieSession>();
        services.AddSingleton<AdministratorSetup>();
        // ASP.NET's authentication brings it along; nothing here is encrypted with its keys, so none are kept on disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(EngineAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, EngineAuthentication>(EngineAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
