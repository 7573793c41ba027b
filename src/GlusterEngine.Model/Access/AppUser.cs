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

    /// <summary>Whether the user may change anything at all.</summary>
    public bool IsAdministrator { get; init; }
}
