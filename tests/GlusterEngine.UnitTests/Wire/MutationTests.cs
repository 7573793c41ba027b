using System.Text;
using GlusterEngine.Wire;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

public sealed class MutationTests
{
    private const int MutationsPerDocument = 400;

    private static readonly string[] Tokens =
    [
        "<", ">", "</", "/>", "&", "&#x0;", "\"", "{", "}", "[", "]", ":", ",", "null", "1e9",
        "<!--", "<![CDATA[", "<!DOCTYPE a>", "<?", "encoding=\"utf-16\"", "\\ud800",
    ];

    [Fact]
    public void A_mutated_document_is_read_or_refused_but_breaks_nothing()
    {
        foreach (var golden in GoldenPair.All)
        {
            for (var seed = 0; seed < MutationsPerDocument; seed++)
            {
                AssertReadOrRefused(golden.Type, Mutate(golden.Xml, seed), WireFormat.Xml);
                AssertReadOrRefused(golden.Type, Mutate(golden.Json, seed), WireFormat.Json);
            }
        }
    }

    private static void AssertReadOrRefused(Type type, byte[] document, WireFormat format)
    {
        var error = Record.Exception(() => Document.Read(type, document, format));
        Assert.True(error is null or WireFormatException, $"{error}\n{Encoding.UTF8.GetString(document)}");
    }

    private static byte[] Mutate(string text, int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var count = random.Next(1, 4); count > 0 && bytes.Count > 1; count--)
        {
            var start = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - start);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(start, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(start, length));
                    break;
                case 2:
                    bytes[start] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(start, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
