using GlusterEngine.Vds.CommandLine;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

public sealed class BoundedTextTests
{
    [Fact]
    public async Task A_line_is_read_and_what_follows_is_left()
    {
        using var reader = Reader("ready\r\nrest\nof it");

        Assert.Equal("ready", await BoundedText.ReadLineAsync(reader, CancellationToken.None));
        Assert.Equal("rest\nof it", await reader.ReadToEndAsync());
        Assert.Null(await BoundedText.ReadLineAsync(reader, CancellationToken.None));
    }

    [Fact]
    public async Task A_line_without_end_comes_in_pieces()
    {
        using var reader = Reader(new string('x', BoundedText.MaxLine + 1));

        Assert.Equal(BoundedText.MaxLine, (await BoundedText.ReadLineAsync(reader, CancellationToken.None))?.Length);
        Assert.Equal("x", await BoundedText.ReadLineAsync(reader, CancellationToken.None));
        Assert.Null(await BoundedText.ReadLineAsync(reader, CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_words_the_last_ones_stay()
    {
        using var reader = Reader(new string('x', 100_000) + "the end");

        var words = await BoundedText.ReadLastWordsAsync(reader, CancellationToken.None);

        Assert.Equal(BoundedText.MaxWords, words.Length);
        Assert.EndsWith("xthe end", words, StringComparison.Ordinal);
    }

    private static StreamReader Reader(string text) => new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
}
