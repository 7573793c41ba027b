using GlusterEngine.Server.Follow;
using GlusterEngine.Wire.Users;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Users;

/// <summary>Links to a user that can be followed.</summary>
internal static class UserLinks
{
    /// <summary>A link to the one user of a resource: whoever sees that may see who owns or caused it.</summary>
    /// <param name="name">What the link is called.</param>
    /// <param name="get">The reference that the resource shows; null when it has none.</param>
    /// <param name="put">The resource with the user in its place.</param>
    public static FollowedLink LinkOf<TOwner>(string name, Func<TOwner, UserResource?> get, Func<TOwner, UserResource, TOwner> put) => new FollowedLinkTo<TOwner, UserResource>(
        [name],
        async (reader, owners) =>
        {
            var ids = owners.Select(get).Where(static user => user?.Id is not null).Select(static user => Guid.Parse(user!.Id!)).Distinct().ToArray();
            var users = (await reader.Db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToListAsync(reader.Aborted))
                .ToDictionary(static user => user.Id.ToString(), user => UserResources.Of(user, reader.Hrefs), StringComparer.Ordinal);
            return owner => get(owner)?.Id is { } id && users.TryGetValue(id, out var user) ? [user] : [];
        },
        (owner, found) => found.Count == 0 ? owner : put(owner, found[0]));
}
