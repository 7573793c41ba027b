namespace GlusterEngine.Wire.Links;

/// <summary>An object of a kind that this server only points to: a user, a tag, a data center.</summary>
public sealed record ReferenceResource : IdentifiedResource;
