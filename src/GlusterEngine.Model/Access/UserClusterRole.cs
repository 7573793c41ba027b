namespace GlusterEngine.Model.Access;

/// <summary>A user's role in one cluster.</summary>
public sealed class UserClusterRole
{
    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The cluster.</summary>
    public required Guid ClusterId { get; init; }

    /// <summary>What the user may do there.</summary>
    public required Role Role { get; set; }
}
