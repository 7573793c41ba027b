namespace GlusterEngine.Engine.Commands;

/// <summary>Who asks.</summary>
/// <param name="UserId">Row in <c>app_user</c>; null for the engine itself.</param>
/// <param name="Name">Log-in name.</param>
/// <param name="IsAdministrator">Whether anything may be changed.</param>
public sealed record Caller(Guid? UserId, string Name, bool IsAdministrator)
{
    /// <summary>The engine, where it carries out what a user ordered beforehand.</summary>
    public static Caller Engine { get; } = new(UserId: null, "the engine", IsAdministrator: true);
}
