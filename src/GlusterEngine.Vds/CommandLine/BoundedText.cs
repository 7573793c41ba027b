using System.Text;

namespace GlusterEngine.Vds.CommandLine;

/// <summary>Reads a process's output without letting it fill the memory.</summary>
internal static class BoundedText
{
    /// <summary>Far above what gluster says of thousands of volumes (100 volumes: 170 kB).</summary>
    public const int MaxCharacters = 64 * 1024 * 1024;

    /// <summary>Longest line, far above any of the guard's.</summary>
    public const int MaxLine = 4096;

    /// <summary>Most of what a program says about its failure; that goes into texts for people and into logs.</summary>
    public const int MaxWords = 4000;

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

    /// <summary>The next line without its end; one that is too long comes in pieces. Null at the end of the output.</summary>
    public static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        // One at a time: what follows the line stays in the reader.
        var buffer = new char[1];
        while (line.Length < MaxLine)
        {
            if (await reader.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken) == 0) return line.Length == 0 ? null : line.ToString();
            if (buffer[0] == '\n') break;
            line.Append(buffer[0]);
        }

        return line.ToString().TrimEnd('\r');
    }

    /// <summary>The last words of an output, which are those that matter; when it is cancelled, of what was read until then.</summary>
    public static async Task<string> ReadLastWordsAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = "";
        var buffer = new char[MaxWords];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken) is var length and > 0)
            {
                var all = string.Concat(text, buffer.AsSpan(0, length));
                text = all.Length > MaxWords ? all[^MaxWords..] : all;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Whoever waits for the words needs no other reason.
        }

        return text;
    }

    /// <summary>Text for people, cut to <see cref="MaxWords"/>.</summary>
    public static string Cut(string text) => text.Length > MaxWords ? $"{text[..MaxWords]} ..." : text;
}
