using System.Security.Cryptography;
using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>A script, or a program, that is a hook.</summary>
/// <param name="Bytes">What the file holds, <see cref="MaxBytes"/> at most.</param>
public sealed record HookContent(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The largest hook that is read or written; a larger one is listed all the same.</summary>
    public const int MaxBytes = 256 << 10;

    /// <summary>How much of a content is looked at to tell its type.</summary>
    public const int TypedBytes = 8192;

    /// <summary>SHA-256, 64 hexadecimal digits in lower case.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Binary when there is a zero in its first <see cref="TypedBytes"/>.</summary>
    public HookContentType Type => TypeOf(Bytes.Span);

    /// <summary>The content in base64, as VDSM and <c>glusterengine-ssh-guard</c> take it.</summary>
    public string Base64 => Convert.ToBase64String(Bytes.Span);

    /// <summary>The type of what begins with these bytes.</summary>
    public static HookContentType TypeOf(ReadOnlySpan<byte> beginning) =>
        beginning[..Math.Min(beginning.Length, TypedBytes)].Contains((byte)0) ? HookContentType.Binary : HookContentType.Text;

    /// <summary>Reads base64.</summary>
    /// <exception cref="FormatException">It is none, or of more than <see cref="MaxBytes"/>.</exception>
    public static HookContent OfBase64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return bytes.Length <= MaxBytes ? new(bytes) : throw new FormatException(TooLarge);
    }

    internal static string TooLarge => $"A hook of more than {MaxBytes >> 10} KiB is neither read nor written.";

    /// <inheritdoc/>
    public bool Equals(HookContent? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Checksum.GetHashCode(StringComparison.Ordinal);
}
