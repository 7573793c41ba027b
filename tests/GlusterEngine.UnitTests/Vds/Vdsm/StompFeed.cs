using System.Buffers;
using GlusterEngine.Vds.Vdsm.Stomp;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>Feeds a reader piece by piece, as a pipe does: what it leaves comes again before the next piece, in a segment of its own.</summary>
internal sealed class StompFeed(StompLimits limits)
{
    private readonly StompFrameReader reader = new(limits);
    private byte[] left = [];

    public List<StompFrame> Frames { get; } = [];

    /// <summary>Most bytes that waited in the buffer after a piece was read.</summary>
    public int MostLeft { get; private set; }

    public void Take(byte[] piece)
    {
        var buffer = left.Length == 0 ? new ReadOnlySequence<byte>(piece) : Segment.Join(left, piece);
        while (true)
        {
            var before = buffer.Length;
            if (reader.Read(ref buffer) is not { } frame) break;
            Assert.True(buffer.Length < before);
            Assert.True(frame.Body.Length <= limits.BodyBytes);
            Frames.Add(frame);
        }

        left = buffer.ToArray();
        MostLeft = Math.Max(MostLeft, left.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        private Segment(byte[] memory) => Memory = memory;

        public static ReadOnlySequence<byte> Join(byte[] first, byte[] second)
        {
            var head = new Segment(first);
            var tail = new Segment(second) { RunningIndex = first.Length };
            head.Next = tail;
            return new(head, 0, tail, second.Length);
        }
    }
}
