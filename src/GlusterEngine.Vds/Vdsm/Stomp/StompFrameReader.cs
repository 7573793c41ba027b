using System.Buffers;

namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>
/// Takes STOMP 1.2 frames from bytes as they come. A body is taken out of the buffer while it arrives, so that what waits in the buffer is never more than
/// a head and one read; a body that is announced takes memory only as it comes.
/// </summary>
/// <param name="limits">How large a frame may be.</param>
internal sealed class StompFrameReader(StompLimits limits)
{
    private StompHead? head;
    private byte[] body = [];
    private int length;

    /// <summary>Takes what belongs to the next frame; newlines before it are heart-beats and are taken too.</summary>
    /// <param name="buffer">What has come; what is left of it belongs to the frames after.</param>
    /// <returns>The frame; null when more has to come first.</returns>
    /// <exception cref="StompException">It is no STOMP, or too much. This reader is of no use any more.</exception>
    public StompFrame? Read(ref ReadOnlySequence<byte> buffer)
    {
        if (head is null)
        {
            SkipNewlines(ref buffer);
            if (buffer.IsEmpty) return null;
            head = StompHead.TryRead(ref buffer, limits);
            if (head is null) return null;
        }

        if (!(head.ContentLength is { } expected ? TakeCounted(ref buffer, expected) : TakeUntilNul(ref buffer))) return null;
        var frame = new StompFrame(head.Command, head.Headers, body.AsMemory(0, length));
        (head, body, length) = (null, [], 0);
        return frame;
    }

    private static void SkipNewlines(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny((byte)'\n', (byte)'\r');
        buffer = buffer.Slice(reader.Position);
    }

    private bool TakeCounted(ref ReadOnlySequence<byte> buffer, int expected)
    {
        Append(ref buffer, Math.Min(expected - length, buffer.Length), expected);
        if (length < expected || buffer.IsEmpty) return false;
        if (buffer.FirstSpan[0] != 0) throw new StompException("a frame does not end with NUL after the bytes that content-length counts");
        buffer = buffer.Slice(1);
        return true;
    }

    private bool TakeUntilNul(ref ReadOnlySequence<byte> buffer)
    {
        var nul = buffer.PositionOf((byte)0);
        Append(ref buffer, nul is { } end ? buffer.Slice(0, end).Length : buffer.Length, limits.BodyBytes);
        if (nul is null) return false;
        buffer = buffer.Slice(1);
        return true;
    }

    private void Append(ref ReadOnlySequence<byte> buffer, long count, int most)
    {
        if (length + count > limits.BodyBytes) throw StompHead.TooLong(length + count, limits);
        if (length + count > body.Length) Array.Resize(ref body, (int)Math.Min(most, Math.Max(length + count, 2L * body.Length)));
        buffer.Slice(0, count).CopyTo(body.AsSpan(length));
        length += (int)count;
        buffer = buffer.Slice(count);

        // A slice at the very end of a segment leaves an empty one in front.
        if (!buffer.IsEmpty && buffer.FirstSpan.IsEmpty) buffer = buffer.Slice(buffer.GetPosition(0));
    }
}
