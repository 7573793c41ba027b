using System.Text.RegularExpressions;
using GlusterEngine.Testing;
using Xunit;

namespace GlusterEngine.IntegrationTests.Wire;

/// <summary>A request of <c>docs/wire.md</c> with the answer that is printed below it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body; null for none.</param>
/// <param name="Answer">The answer.</param>
internal sealed record DocumentedRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, string? Body, DocumentedAnswer Answer)
{
    public static IReadOnlyList<DocumentedRequest> All()
    {
        var text = System.IO.File.ReadAllText(File());
        var blocks = Regex.Matches(text, "```http\n(?<block>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(static match => match.Groups["block"].Value).ToList();
        // One without the other would shift all that follow.
        for (var index = 0; index < blocks.Count; index++)
            Assert.True(blocks[index].StartsWith("HTTP/", StringComparison.Ordinal) == (index % 2 == 1), $"docs/wire.md: requests and answers take turns, and this one is out of turn: {blocks[index]}");
        Assert.True(blocks.Count % 2 == 0, $"docs/wire.md: the last request has no answer: {blocks[^1]}");
        return [.. Enumerable.Range(0, blocks.Count / 2).Select(index => Parse(blocks[2 * index], blocks[(2 * index) + 1]))];
    }

    public static string File() => Repository.PathOf("docs", "wire.md");

    public override string ToString() => $"{Method} {Path}";

    private static DocumentedRequest Parse(string request, string answer)
    {
        var (first, headers, body) = Split(request);
        var words = first.Split(' ', 2);
        var (status, answered, document) = Split(answer);
        return new(words[0], words[1], headers, body, new(int.Parse(status.Split(' ')[1]), answered, document));
    }

    private static (string First, IReadOnlyList<(string Name, string Value)> Headers, string? Body) Split(string block)
    {
        var parts = block.Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        return (lines[0], [.. lines.Skip(1).Select(static line => (line.Split(": ", 2)[0], line.Split(": ", 2)[1]))], parts.Length == 1 ? null : parts[1]);
    }
}
