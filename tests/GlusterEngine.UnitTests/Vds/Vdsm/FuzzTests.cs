using System.Globalization;
using System.Text;
using GlusterEngine.Vds.Vdsm.JsonRpc;
using GlusterEngine.Vds.Vdsm.Stomp;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

/// <summary>
/// Whatever comes over the wire is read as something or refused, in bounded memory. <c>GLUSTERENGINE_FUZZ_FRAMES</c> says how many frames are tried
/// (1,000,000 when not given), <c>GLUSTERENGINE_FUZZ_SEED</c> draws others.
/// </summary>
public sealed class FuzzTests
{
    private static readonly StompLimits Limits = new(HeadBytes: 512, BodyBytes: 2048);

    private static readonly byte[][] Bodies =
    [
        """{"jsonrpc": "2.0", "id": "0b8b2b0e-5a55-4a0c-9d8e-3f1f3f0c4a11", "result": {"volumes": {"r": {"bricks": ["h:/b"], "replicaCount": "3", "isArbiter": false}}}}"""u8.ToArray(),
        """{"jsonrpc": "2.0", "id": "f", "error": {"code": 4135, "message": "Volume rebalance start failed: rc=30800 out=() err=['Rebalance on d is already started']"}}"""u8.ToArray(),
        """{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "\ud83d\ude00 \u0000"}}"""u8.ToArray(),
        """{"jsonrpc": "2.0", "method": "|jobs|status|2ab07983", "params": {"progress": 100.0, "notify_time": 2150780782}}"""u8.ToArray(),
        """{"jsonrpc": "2.0", "id": 7, "result": [[[[[[[[1e308, -0, true, null]]]]]]]]}"""u8.ToArray(),
    ];

    private static readonly byte[][] Frames =
    [
        "CONNECTED\nversion:1.2\nheart-beat:24000,0\n\n\0"u8.ToArray(),
        "ERROR\ncontent-length:19\n\nVersion unsupported\0"u8.ToArray(),
        "ERROR\r\nmessage:a\\cb\\n\r\n\r\nno length\0\n\n"u8.ToArray(),
        "RECEIPT\nreceipt-id:77\n\n\0\n"u8.ToArray(),
        "\n\r\n"u8.ToArray(),
        .. Bodies.Select(Message),
    ];

    private static int Count => Setting("GLUSTERENGINE_FUZZ_FRAMES") ?? 1_000_000;

    private static int Seed => Setting("GLUSTERENGINE_FUZZ_SEED") ?? 20_260;

    [Fact]
    public void A_million_frames_neither_crash_the_readers_nor_fill_the_memory()
    {
        var (random, read, refused) = (new Random(Seed), 0, 0);
        for (var number = 0; number < Count; number++)
        {
            var bytes = Mutation.Draw(random, Frames);
            var size = 1 + random.Next(Math.Max(1, bytes.Length));
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var feed = new StompFeed(Limits);
            try
            {
                foreach (var piece in bytes.Chunk(size)) feed.Take(piece);
            }
            catch (StompException)
            {
                refused++;
            }

            read += feed.Frames.Count;
            foreach (var frame in feed.Frames) ReadBody(frame.Body.Span);

            // What waits is a head at most. What was taken follows from the length: each piece is copied with what waited, and a reply is read once.
            Assert.True(feed.MostLeft < Limits.HeadBytes, $"Frame {number} of seed {Seed} left {feed.MostLeft} bytes in the buffer.");
            var most = 64 * 1024 + (((bytes.Length / size) + 1) * 4 * (Limits.HeadBytes + size)) + (64 * bytes.Length);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < most, $"Frame {number} of seed {Seed} took more than {most} bytes of memory.");
        }

        // That both happen shows that the frames are neither all good nor all bad.
        Assert.True(read > Count / 10 && refused > Count / 10, $"{read} frames were read and {refused} refused.");
    }

    [Fact]
    public void A_million_replies_are_read_or_refused_with_a_FormatException()
    {
        var (random, read) = (new Random(Seed), 0);
        for (var number = 0; number < Count; number++)
        {
            if (ReadBody(Mutation.Draw(random, Bodies))) read++;
        }

        Assert.True(read > Count / 10 && read < Count * 9 / 10, $"{read} of {Count} replies were read.");
    }

    private static bool ReadBody(ReadOnlySpan<byte> body)
    {
        try
        {
            Assert.NotNull(JsonRpcReader.Read(body));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Message(byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"MESSAGE\ndestination:q\ncontent-type:application/json\nsubscription:s1\ncontent-length:{body.Length}\n\n"), .. body, 0];

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
