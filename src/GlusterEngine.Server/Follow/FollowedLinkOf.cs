namespace GlusterEngine.Server.Follow;

/// <summary>A link of a resource of a known type that can be followed.</summary>
internal abstract class FollowedLinkOf<TOwner>(Type target, IReadOnlyList<string> names) : FollowedLink(typeof(TOwner), target, names)
{
    /// <summary>The owners with what the link of each leads to, which is read for all of them at once.</summary>
    public abstract Task<IReadOnlyList<TOwner>> FollowAsync(FollowReader reader, IReadOnlyList<TOwner> owners, FollowTree below);
}
