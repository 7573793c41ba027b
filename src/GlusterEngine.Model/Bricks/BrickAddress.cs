namespace GlusterEngine.Model.Bricks;

/// <summary>Where a brick lies, written <c>host:/directory</c> by gluster. IPv6 hosts contain colons, so the first <c>:/</c> parts the two.</summary>
/// <param name="Host">Peer name or address as gluster knows it.</param>
/// <param name="Directory">Absolute path.</param>
public readonly record struct BrickAddress(string Host, string Directory)
{
    /// <summary>Reads <c>host:/directory</c>; null when <paramref name="text"/> is no such thing.</summary>
    public static BrickAddress? Parse(string? text)
    {
        var at = text?.IndexOf(":/", StringComparison.Ordinal) ?? -1;
        return at <= 0 || text!.Any(char.IsControl) ? null : new BrickAddress(text![..at], text[(at + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Directory}";
}
