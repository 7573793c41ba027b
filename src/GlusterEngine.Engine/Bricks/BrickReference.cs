namespace GlusterEngine.Engine.Bricks;

/// <summary>A brick as a client names it: by id, or by name <c>host:/directory</c>, or by both, which then mean the same one.</summary>
public sealed record BrickReference(Guid? Id, string? Name)
{
    public override string ToString() => (Id, Name) is ({ } id, { } name) ? $"{id} ({name})" : Id?.ToString() ?? Name ?? "?";
}
