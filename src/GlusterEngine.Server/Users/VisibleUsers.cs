using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Access;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Users;

/// <summary>Who sees which users: administrators of everything all of them, others themselves.</summary>
internal static class VisibleUsers
{
    public static IQueryable<AppUser> VisibleTo(this IQueryable<AppUser> users, Caller caller)
    {
        var (seesAll, own) = (caller.Role == Role.Administrator, caller.UserId);
        return users.AsNoTracking().Where(u => seesAll || u.Id == own);
    }
}
