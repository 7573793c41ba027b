using System.Security.Claims;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;

namespace GlusterEngine.Server.Access;

/// <summary>A user as claims, and back.</summary>
internal static class EngineIdentityClaims
{
    private const string Administrator = "administrator";

    public static ClaimsPrincipal PrincipalOf(AppUser user, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.Name),
            .. user.IsAdministrator ? (Claim[])[new(ClaimTypes.Role, Administrator)] : [],
        ],
        scheme));

    public static Caller CallerOf(ClaimsPrincipal principal) => new(
        Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!), principal.Identity!.Name!, principal.IsInRole(Administrator));
}
