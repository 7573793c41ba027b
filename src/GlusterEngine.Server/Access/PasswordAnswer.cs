namespace GlusterEngine.Server.Access;

/// <summary>What came of a password.</summary>
/// <param name="LogIn">Whose it is; null when it opens nothing.</param>
/// <param name="LockedUntil">Until when no password of that user from there is looked at; null when they are.</param>
public sealed record PasswordAnswer(LogIn? LogIn, DateTimeOffset? LockedUntil = null);
