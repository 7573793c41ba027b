namespace GlusterEngine.Wire.Links;

/// <summary>An object that is only pointed to: a user, a tag.</summary>
public sealed record ReferenceResource : IdentifiedResource;
