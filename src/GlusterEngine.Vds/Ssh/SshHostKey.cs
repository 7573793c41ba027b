using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace GlusterEngine.Vds.Ssh;

/// <summary>The public key of a host.</summary>
/// <param name="Type">Such as <c>ssh-ed25519</c>.</param>
/// <param name="Blob">The key, base64.</param>
public sealed record SshHostKey(string Type, string Blob)
{
    private const int LongestText = 4096;

    /// <summary>As ssh shows it: <c>SHA256:</c> and the base64 of the hash without padding.</summary>
    public string Fingerprint => $"SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Blob))).TrimEnd('=')}";

    /// <summary>Reads <c>TYPE BASE64</c>, with or without a comment behind; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SshHostKey? key)
    {
        key = null;
        if (text is null || text.Length > LongestText || text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var type, var blob, ..]) return false;
        // The blob repeats the type, after its length.
        if (type.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '@'))) return false;
        var bytes = new byte[LongestText];
        if (!Convert.TryFromBase64String(blob, bytes, out var length) || length < 4 + type.Length) return false;
        if (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes) != type.Length) return false;
        if (!bytes.AsSpan(4, type.Length).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(type))) return false;
        key = new(type, blob);
        return true;
    }

    /// <summary><c>TYPE BASE64</c>.</summary>
    public override string ToString() => $"{Type} {Blob}";
}
