namespace GlusterEngine.Server.Follow;

/// <summary>A link of a resource that can be followed.</summary>
/// <param name="owner">Type of the resource that has the link.</param>
/// <param name="target">Type of what it leads to.</param>
/// <param name="names">What the link is called; the first is the one to show.</param>
internal abstract class FollowedLink(Type owner, Type target, IReadOnlyList<string> names)
{
    public Type Owner { get; } = owner;

    public Type Target { get; } = target;

    public IReadOnlyList<string> Names { get; } = names;

    public bool IsCalled(string name) => Names.Any(known => FollowTree.Bare(known) == name);
}
