using System.Text;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Reads a process's output without letting it fill the memory.</summary>
internal static class BoundedText
{
    /// <summary>Far above what gluster says of thousands of volumes (100 volumes: 170 kB).</summary>
    public const int MaxCharacters = 64 * 1024 * 1024;

    /// <exception cref="InvalidDataException">There is more than <see cref="MaxCharacters"/>.</exception>
    public static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken) is var length and > 0)
        {
            if (text.Length + length > MaxCharacters) throw new InvalidDataException($"it wrote more than {MaxCharacters} characters.");
            text.Append(buffer, 0, length);
        }

        return text.ToString();
    }
}
