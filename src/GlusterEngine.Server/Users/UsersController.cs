using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Users;

/// <summary>Users: who owns jobs and caused events. They are added and changed by the command line only.</summary>
[Route(Root + "/users")]
[Tags("Users")]
public sealed class UsersController : RestController
{
    /// <summary>Lists the users, by name. Who is no administrator of everything sees nobody else.</summary>
    /// <param name="search">Such as <c>usrname=admin*</c>; fields name, usrname (with profile).</param>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<UserResource>>(200)]
    public async Task<CollectionResource<UserResource>> ListAsync(string? search = null, int? max = null)
    {
        var query = ReadSearch("name", "usrname");
        await using var db = await OpenDatabaseAsync();
        var rows = await db.Users.VisibleTo(Caller).OrderBy(static u => u.Name).ToListAsync(Aborted);
        var users = rows.Select(user => UserResources.Of(user, Hrefs));
        return new() { Items = ListOf.Rows(users, query, ReadPage(query), static (user, field) => field == "name" ? user.Name : user.UserName, static user => user) };
    }

    /// <summary>Gives one user: to administrators of everything, to the user, and to whoever sees a job or an event of the user.</summary>
    /// <param name="userId">The user.</param>
    [HttpGet("{userId:guid}")]
    [ProducesResponseType<UserResource>(200)]
    [ProducesResponseType(404)]
    public async Task<ActionResult<UserResource>> GetAsync(Guid userId)
    {
        await using var db = await OpenDatabaseAsync();
        var user = await db.Users.KnownTo(Caller, db).SingleOrDefaultAsync(u => u.Id == userId, Aborted);
        return user is null ? NotFound() : UserResources.Of(user, Hrefs);
    }
}
