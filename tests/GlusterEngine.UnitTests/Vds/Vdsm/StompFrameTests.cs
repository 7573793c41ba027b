using System.Buffers;
using System.Text;
using GlusterEngine.Vds.Vdsm.Stomp;
using Xunit;

namespace GlusterEngine.UnitTests.Vds.Vdsm;

public sealed class StompFrameTests
{
    private static readonly StompLimits Limits = new(HeadBytes: 1024, BodyBytes: 4096);

    [Fact]
    public void A_request_is_written_as_VDSM_wants_it()
    {
        var body = """{"jsonrpc": "2.0", "method": "Host.ping2", "params": {}, "id": "f"}"""u8;

        Assert.Equal(
            "SEND\ndestination:jms.topic.vdsm_requests\nreply-to:9f0c\ncontent-type:application/json\ncontent-length:67\n\n"
            + """{"jsonrpc": "2.0", "method": "Host.ping2", "params": {}, "id": "f"}""" + "\0",
            Written("SEND", [("destination", "jms.topic.vdsm_requests"), ("reply-to", "9f0c"), ("content-type", "application/json")], body));
    }

    [Fact]
    public void A_frame_without_body_has_no_length() =>
        Assert.Equal("CONNECT\naccept-version:1.2\nheart-beat:0,24000\n\n\0", Written("CONNECT", [("accept-version", "1.2"), ("heart-beat", "0,24000")], []));

    [Fact]
    public void Headers_are_escaped_and_come_back_as_they_were()
    {
        const string nasty = "a:b\nc\rd\\e\\n \u00e4";
        var written = Written("MESSAGE", [(nasty, nasty)], []);

        Assert.Equal(3, written.Count(static character => character == '\n'));
        Assert.Equal((nasty, nasty), Assert.Single(Read(written).Single().Headers));
    }

    [Fact]
    public void The_answer_of_VDSM_is_read_with_its_body_by_length()
    {
        var frame = Read("MESSAGE\ndestination:9f0c\ncontent-type:application/json\nsubscription:s1\ncontent-length:3\n\na\0b\0").Single();

        Assert.Equal("MESSAGE", frame.Command);
        Assert.Equal([("destination", "9f0c"), ("content-type", "application/json"), ("subscription", "s1"), ("content-length", "3")], frame.Headers);
        Assert.Equal("a\0b", Text(frame));
    }

    [Theory]
    [InlineData("ERROR\n\nVersion unsupported\0")]
    [InlineData("ERROR\r\n\r\nVersion unsupported\0")]
    [InlineData("\n\r\n\nERROR\ncontent-length:19\n\nVersion unsupported\0\n\n")]
    public void A_body_may_have_no_length_lines_may_end_in_two_bytes_and_heart_beats_stand_between(string text) =>
        Assert.Equal("Version unsupported", Text(Read(text).Single()));

    [Fact]
    public void Of_a_repeated_header_the_first_counts() => Assert.Equal("1", Read("MESSAGE\nid:1\nid:2\ncontent-length:1\ncontent-length:9\n\nx\0").Single()["id"]);

    [Fact]
    public void Heart_beats_alone_are_no_frame_and_leave_nothing() => Assert.Empty(Read("\n\n\r\n\n"));

    [Fact]
    public void Frames_come_out_the_same_however_the_bytes_are_cut()
    {
        const string text = "CONNECTED\nversion:1.2\nheart-beat:24000,0\n\n\0\nMESSAGE\ncontent-length:5\n\nab\0de\0\nRECEIPT\nreceipt-id:7\n\n\0";
        var whole = Read(text).Select(Shape).ToList();
        Assert.Equal(3, whole.Count);

        for (var size = 1; size < text.Length; size++) Assert.Equal(whole, Read(text, size).Select(Shape));
    }

    [Theory]
    [InlineData("HELLO WORLD\n\n\0", "begins with no command")]
    [InlineData("\0\0\0", "ends before its headers")]
    [InlineData("MESSAGE\nid:\\t\n\n\0", "escape")]
    [InlineData("MESSAGE\nid:\\\n\n\0", "escape")]
    [InlineData("MESSAGE\nnothing\n\n\0", "no colon")]
    [InlineData("MESSAGE\n:empty\n\n\0", "no name")]
    [InlineData("MESSAGE\ncontent-length:-1\n\n\0", "no number")]
    [InlineData("MESSAGE\ncontent-length:99999999999999999999\n\n\0", "no number")]
    [InlineData("MESSAGE\ncontent-length:2\n\nabc\0", "does not end with NUL")]
    [InlineData("MESSAGE\ncontent-length:67108864\n\n", "body of 67108864 bytes")]
    public void What_is_no_frame_or_too_long_says_what_is_wrong(string text, string words) =>
        Assert.Contains(words, Assert.Throws<StompException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Endless_headers_and_bodies_are_refused_before_they_fill_the_memory()
    {
        Assert.Contains("longer than 1024", Assert.Throws<StompException>(() => Read("MESSAGE\n" + new string('x', 2000), 100)).Message, StringComparison.Ordinal);
        Assert.Contains("4096 are allowed", Assert.Throws<StompException>(() => Read("MESSAGE\n\n" + new string('x', 5000), 100)).Message, StringComparison.Ordinal);
        Assert.Contains("more than 64", Assert.Throws<StompException>(() => Read("MESSAGE\n" + string.Concat(Enumerable.Repeat("a:b\n", 70)) + "\n\0")).Message, StringComparison.Ordinal);
    }

    private static (string, string, string) Shape(StompFrame frame) => (frame.Command, string.Join('|', frame.Headers), Text(frame));

    private static string Text(StompFrame frame) => Encoding.UTF8.GetString(frame.Body.Span);

    private static string Written(string command, (string, string)[] headers, ReadOnlySpan<byte> body)
    {
        var output = new ArrayBufferWriter<byte>();
        StompFrameWriter.Write(output, command, headers, body);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static List<StompFrame> Read(string text, int size = int.MaxValue)
    {
        var feed = new StompFeed(Limits);
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(size)) feed.Take(piece);
        return feed.Frames;
    }
}
