namespace GlusterEngine.Model.Requests;

/// <summary>The right to work on the request of a key. Whoever claims the same key later has another <see cref="Token"/>, and only the
/// newest one counts: a command writes nothing under an older one.</summary>
/// <param name="UserId">Whose key it is.</param>
/// <param name="Key">The key, 1 to 255 printable ASCII characters.</param>
/// <param name="Token">Tells this claim from others of the same key.</param>
public sealed record RequestClaim(Guid UserId, string Key, Guid Token);
