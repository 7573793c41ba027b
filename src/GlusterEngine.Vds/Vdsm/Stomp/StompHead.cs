using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>Command and headers of a frame: all that stands before its body.</summary>
/// <param name="Command">The command.</param>
/// <param name="Headers">Names and values, unescaped.</param>
/// <param name="ContentLength">How long the body says it is; null when the first NUL ends it.</param>
internal sealed record StompHead(string Command, IReadOnlyList<(string Name, string Value)> Headers, int? ContentLength)
{
    private const int LongestCommand = 16;
    private const int MostHeaders = 64;

    /// <summary>Takes a head from the start of a buffer; null, and nothing taken, when it is not complete yet.</summary>
    /// <exception cref="StompException">It is none, or longer than allowed.</exception>
    public static StompHead? TryRead(ref ReadOnlySequence<byte> buffer, StompLimits limits)
    {
        var start = buffer.Slice(0, Math.Min(buffer.Length, limits.HeadBytes));
        var bytes = start.IsSingleSegment ? start.FirstSpan : start.ToArray();
        var end = EndOf(bytes);
        if (bytes[..(end < 0 ? bytes.Length : end)].Contains((byte)0)) throw new StompException("a frame ends before its headers do");
        if (end < 0)
        {
            return bytes.Length < limits.HeadBytes ? null : throw new StompException($"the headers of a frame are longer than {limits.HeadBytes} bytes");
        }

        var head = Parse(bytes[..end], limits);
        buffer = buffer.Slice(end);
        return head;
    }

    /// <summary>Where the empty line ends; -1 when there is none.</summary>
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var (plain, returned) = (bytes.IndexOf("\n\n"u8), bytes.IndexOf("\n\r\n"u8));
        return (plain, returned) switch
        {
            ( < 0, < 0) => -1,
            ( >= 0, < 0) => plain + 2,
            ( < 0, _) => returned + 3,
            _ => plain < returned ? plain + 2 : returned + 3,
        };
    }

    private static StompHead Parse(ReadOnlySpan<byte> bytes, StompLimits limits)
    {
        if (!Utf8.IsValid(bytes)) throw new StompException("the headers of a frame are not UTF-8");
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var command = WithoutReturn(lines[0]);
        if (command.Length is 0 or > LongestCommand || !command.All(char.IsAsciiLetterUpper)) throw new StompException("a frame begins with no command");

        // After the last header come the empty line and what Split makes of its end.
        var count = lines.Length - 3;
        if (count > MostHeaders) throw new StompException($"a frame has more than {MostHeaders} headers");
        var headers = new (string, string)[count];
        for (var index = 0; index < count; index++) headers[index] = ParseHeader(WithoutReturn(lines[index + 1]));
        return new(command, headers, LengthOf(headers, limits));
    }

    // VDSM writes values such as heart-beat:24000,0 plainly; one with a colon of its own is read as it stands.
    private static (string Name, string Value) ParseHeader(string line) => line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        ? (StompEscape.Unescape(line[..colon]), StompEscape.Unescape(line[(colon + 1)..]))
        : throw new StompException("a header has no name or no colon");

    private static int? LengthOf((string Name, string Value)[] headers, StompLimits limits)
    {
        // The first of two is the one that counts.
        foreach (var (name, value) in headers)
        {
            if (name != "content-length") continue;
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) throw new StompException("content-length is no number");
            return length <= limits.BodyBytes ? (int)length : throw TooLong(length, limits);
        }

        return null;
    }

    /// <summary>The refusal of a body that is too long.</summary>
    public static StompException TooLong(long length, StompLimits limits) =>
        new($"a frame has a body of {length} bytes or more, and {limits.BodyBytes} are allowed");

    private static string WithoutReturn(string line) => line.EndsWith('\r') ? line[..^1] : line;
}
