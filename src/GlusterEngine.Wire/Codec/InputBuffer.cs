namespace GlusterEngine.Wire.Codec;

/// <summary>A whole input document in memory, so that parsing is synchronous and its size is known.</summary>
internal static class InputBuffer
{
    // A volume of ten thousand bricks takes 2 MB.
    private const int MaxLength = 16 * 1024 * 1024;

    private const int ChunkLength = 16 * 1024;

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    /// <exception cref="WireFormatException">It is empty or too long.</exception>
    public static MemoryStream Fill(Stream stream)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[ChunkLength];
        int count;
        while ((count = stream.Read(chunk)) > 0) Append(buffer, chunk.AsSpan(0, count));
        return Rewind(buffer);
    }

    /// <inheritdoc cref="Fill"/>
    public static async Task<MemoryStream> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[ChunkLength];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken)) > 0) Append(buffer, chunk.AsSpan(0, count));
        return Rewind(buffer);
    }

    private static void Append(MemoryStream buffer, ReadOnlySpan<byte> chunk)
    {
        if (buffer.Length + chunk.Length > MaxLength)
        {
            throw WireFormatException.Syntax(member: null, $"The document is too long; {MaxLength} bytes are the most.");
        }

        buffer.Write(chunk);
    }

    private static MemoryStream Rewind(MemoryStream buffer)
    {
        if (buffer.Length == 0) throw WireFormatException.Syntax(member: null, "The request has no body; a document is needed.");
        buffer.Position = 0;
        return buffer;
    }
}
