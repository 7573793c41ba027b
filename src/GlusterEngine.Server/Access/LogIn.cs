using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Server.Access;

/// <summary>A log-in that was checked.</summary>
/// <param name="Caller">Who it is, with the rights of now.</param>
/// <param name="PasswordHash">The password's hash at that time.</param>
/// <param name="NeedsHeader">Of a session: whether its cookie's value must be repeated in a header.</param>
/// <param name="IdleMinutes">Of a token: how long it may stay unused; null for a password.</param>
public sealed record LogIn(Caller Caller, string PasswordHash, bool NeedsHeader = false, int? IdleMinutes = null);
