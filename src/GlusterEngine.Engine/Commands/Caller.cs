using GlusterEngine.Model.Access;

namespace GlusterEngine.Engine.Commands;

/// <summary>Who asks, and what they may do.</summary>
/// <param name="UserId">Row in <c>app_user</c>; null for the engine itself.</param>
/// <param name="Name">Log-in name.</param>
/// <param name="Role">Role on everything; null for none.</param>
/// <param name="ClusterRoles">Roles in single clusters, by cluster id.</param>
public sealed record Caller(Guid? UserId, string Name, Role? Role, IReadOnlyDictionary<Guid, Role> ClusterRoles)
{
    private static readonly Dictionary<Guid, Role> NoClusters = [];

    public Caller(Guid? userId, string name, Role? role)
        : this(userId, name, role, NoClusters)
    {
    }

    /// <summary>The engine, where it carries out what a user ordered beforehand.</summary>
    public static Caller Engine { get; } = new(userId: null, "the engine", Model.Access.Role.Administrator);

    /// <summary>Whether every cluster is shown, and what belongs to none.</summary>
    public bool SeesAll => Role is not null;

    /// <summary>The greatest role anywhere; null for a user who may nothing.</summary>
    public Role? HighestRole => ClusterRoles.Values.Select(static role => (Role?)role).Append(Role).Max();

    /// <summary>The role in a cluster; null where not even looking is allowed.</summary>
    public Role? RoleIn(Guid clusterId) => ClusterRoles.TryGetValue(clusterId, out var role) && !(Role > role) ? role : Role;
}
