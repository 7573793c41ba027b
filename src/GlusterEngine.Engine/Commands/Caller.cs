namespace GlusterEngine.Engine.Commands;

/// <summary>Who asks.</summary>
/// <param name="UserId">Row in <c>app_user</c>.</param>
/// <param name="Name">Log-in name.</param>
/// <param name="IsAdministrator">Whether anything may be changed.</param>
public sealed record Caller(Guid UserId, string Name, bool IsAdministrator);
