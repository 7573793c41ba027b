using GlusterEngine.Model.Access;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Users;

namespace GlusterEngine.Server.Users;

/// <summary>Users as the API shows them.</summary>
internal static class UserResources
{
    public static UserResource Of(AppUser user, Hrefs hrefs)
    {
        var principal = PrincipalOf(user);
        return new() { Id = user.Id.ToString(), Href = hrefs.User(user.Id), Name = principal, Principal = principal, UserName = user.Name };
    }

    /// <summary>The log-in name without its profile.</summary>
    public static string PrincipalOf(AppUser user) => user.Name[..Math.Max(user.Name.LastIndexOf('@'), 0)] is { Length: > 0 } name ? name : user.Name;
}
