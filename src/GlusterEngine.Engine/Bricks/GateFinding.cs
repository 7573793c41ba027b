namespace GlusterEngine.Engine.Bricks;

/// <summary>Something that speaks against a commit.</summary>
/// <param name="Key">What kind of thing.</param>
/// <param name="Text">What it is, with the object's name.</param>
/// <param name="Next">What to do about it.</param>
/// <param name="MayBeOverridden">Whether an administrator may commit in spite of it.</param>
public sealed record GateFinding(string Key, string Text, string Next, bool MayBeOverridden);
