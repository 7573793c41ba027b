using System.Security.Cryptography;
using System.Text;

namespace GlusterEngine.Server.Idempotency;

/// <summary>What tells one request from another under the same key. Pure.</summary>
internal static class RequestHash
{
    /// <summary>SHA-256 of a request.</summary>
    /// <param name="line">Method, path and query as sent, escaped, so that none of them holds a space.</param>
    /// <param name="body">The body's bytes; empty when there is none.</param>
    public static byte[] Of((string Method, string Path, string Query) line, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{line.Method} {line.Path} {line.Query} "));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
