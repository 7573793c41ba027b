using System.Buffers;
using System.Globalization;
using System.Text;

namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>Writes STOMP 1.2 frames.</summary>
internal static class StompFrameWriter
{
    /// <summary>Writes a frame; one with a body gets its <c>content-length</c>, so that the body may contain NUL.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="command">Such as <c>SEND</c>.</param>
    /// <param name="headers">Names and values as they are meant; they are escaped here.</param>
    /// <param name="body">The body, or nothing.</param>
    public static void Write(IBufferWriter<byte> output, string command, ReadOnlySpan<(string Name, string Value)> headers, ReadOnlySpan<byte> body)
    {
        Write(output, command);
        foreach (var (name, value) in headers) WriteHeader(output, StompEscape.Escape(name), StompEscape.Escape(value));
        if (!body.IsEmpty) WriteHeader(output, "content-length", body.Length.ToString(CultureInfo.InvariantCulture));
        output.Write("\n\n"u8);
        output.Write(body);
        output.Write("\0"u8);
    }

    private static void WriteHeader(IBufferWriter<byte> output, string name, string value)
    {
        output.Write("\n"u8);
        Write(output, name);
        output.Write(":"u8);
        Write(output, value);
    }

    private static void Write(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
