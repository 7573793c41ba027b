using GlusterEngine.Data;
using GlusterEngine.Engine.Access;
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

    /// <summary>Those to whom a job or an event leads that the caller sees, too. They are not listed.</summary>
    public static IQueryable<AppUser> KnownTo(this IQueryable<AppUser> users, Caller caller, EngineDb db)
    {
        if (caller.Role == Role.Administrator) return users.AsNoTracking();
        var (own, jobs, events) = (caller.UserId, db.Jobs.VisibleTo(caller, db), db.Events.VisibleTo(caller).Where(static e => !e.Deleted));
        return users.AsNoTracking().Where(u => u.Id == own || jobs.Any(j => j.OwnerId == u.Id) || events.Any(e => e.UserId == u.Id));
    }
}
