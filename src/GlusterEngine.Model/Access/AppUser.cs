namespace GlusterEngine.Model.Access;

/// <summary>Someone who may log in.</summary>
public sealed class AppUser
{
    /// <summary>Id given by this engine.</summary>
    public required Guid Id { get; init; }

    /// <summary>Log-in name with profile, such as <c>admin@internal</c>; unique whatever the case.</summary>
    public required string Name { get; init; }

    /// <summary>Salted hash of the password, in the form its hasher writes.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>What the user may do on everything; null = nothing but what <see cref="ClusterRoles"/> says.</summary>
    public Role? Role { get; set; }

    /// <summary>Whether <see cref="Role"/> is administrator, for engines that know no roles.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>Grows with every change after which what engines remember of the user may be wrong.</summary>
    public int Revision { get; set; }

    /// <summary>What the user may do in single clusters.</summary>
    public List<UserClusterRole> ClusterRoles { get; init; } = [];
}
