using GlusterEngine.Model.Access;

namespace GlusterEngine.IntegrationTests.Access;

/// <summary>An operation of the API and the right it takes.</summary>
/// <param name="Route">Method and route, as in <c>GET /clusters/{clusterId}</c>; after a blank, what makes it a special case.</param>
/// <param name="Role">The role it takes.</param>
/// <param name="Place">Where.</param>
internal sealed record Operation(string Route, Role Role, Place Place)
{
    /// <summary>The body it is sent with; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>What follows the path.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whether a caller who may finds nothing there.</summary>
    public bool FindsNothing { get; init; }

    public string Method => Route.Split(' ')[0];

    public string Template => Route.Split(' ')[1];

    /// <summary>What a caller gets: 403, 404, or null for anything else.</summary>
    public int? RefusedWith(Role? role, Place scope) => Place switch
    {
        _ when role is null => 403,
        Place.Anywhere => role >= Role ? null : 403,
        Place.Everything => scope == Place.Everything && role >= Role ? null : 403,
        // The job of an administrator, which belongs to no cluster.
        Place.AdministratorsJob when scope != Place.Everything => 404,
        Place.Demo when scope is not (Place.Everything or Place.Demo) => 404,
        _ => role >= Role ? null : 403,
    };
}
