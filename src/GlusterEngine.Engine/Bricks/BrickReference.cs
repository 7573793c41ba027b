namespace GlusterEngine.Engine.Bricks;

/// <summary>A brick as a client names it: by id, or by name <c>host:/directory</c>.</summary>
public sealed record BrickReference(Guid? Id, string? Name)
{
    public override string ToString() => Id?.ToString() ?? Name ?? "?";
}
