using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Vds.CommandLine;
using Xunit;

namespace GlusterEngine.UnitTests.Vds;

/// <summary>Whatever happens to a reply on its way, it is read as some reply; nothing but a FormatException leaves a parser.</summary>
public sealed class ReplyMutationTests
{
    private static readonly string[] Texts = ["", " ", "-1", "0", "11", "N/A", "nan", "1e400", "99999999999999999999", "localhost", "00000000-0000-0000-0000-000000000000", "h:/d"];

    private static readonly Gen<RecordedVerb> AnyVerb = Gen.Elements(RecordedVerb.All.Where(static verb => verb.Answer.File.EndsWith(".xml", StringComparison.Ordinal)));

    // A kind of change, and two numbers that say where and to what.
    private static readonly Gen<List<(int Kind, int Place, int Choice)>> AnyEdits =
        from edits in (from kind in Gen.Choose(0, 4)
                       from place in Gen.Choose(0, int.MaxValue - 1)
                       from choice in Gen.Choose(0, int.MaxValue - 1)
                       select (kind, place, choice)).NonEmptyListOf()
        select edits.Take(4).ToList();

    [Fact]
    public void A_reply_with_altered_elements_is_parsed_or_is_a_FormatException() =>
        Check(AnyVerb, AnyEdits, static (verb, edits) =>
        {
            var root = XElement.Parse(verb.Answer.Text);
            foreach (var edit in edits) Alter(root, edit);
            try
            {
                Assert.NotNull(verb.Parse(root));
            }
            catch (FormatException)
            {
                // Said to be one thing or nothing.
            }
        });

    [Fact]
    public void A_reply_with_altered_characters_is_still_read_as_some_reply() =>
        Check(AnyVerb, AnyEdits, static (verb, edits) =>
        {
            var text = edits.Aggregate(verb.Answer.Text, Alter);
            Assert.NotNull(verb.Read(new CommandOutcome.Exited(0, text, "")));
        });

    [Fact]
    public void A_reply_cut_off_anywhere_never_counts_as_an_answer() =>
        Check(AnyVerb, AnyEdits, static (verb, edits) =>
        {
            var text = verb.Answer.Text.TrimEnd();
            var reply = verb.Read(new CommandOutcome.Exited(0, text[..(edits[0].Place % text.Length)], ""));
            Assert.Equal("Unknown", reply.GetType().Name);
        });

    private static void Check(Gen<RecordedVerb> verbs, Gen<List<(int Kind, int Place, int Choice)>> edits, Action<RecordedVerb, List<(int Kind, int Place, int Choice)>> body)
    {
        var cases = from verb in verbs from list in edits select (verb, list);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(cases.ToArbitrary(), pair => body(pair.verb, pair.list)));
    }

    private static void Alter(XElement root, (int Kind, int Place, int Choice) edit)
    {
        var elements = root.Descendants().ToList();
        if (elements.Count == 0) return;
        var element = elements[edit.Place % elements.Count];
        switch (edit.Kind)
        {
            case 0: element.Remove(); break;
            case 1: element.AddAfterSelf(new XElement(element)); break;
            case 2: element.Value = Texts[edit.Choice % Texts.Length]; break;
            case 3: element.Name = elements[edit.Choice % elements.Count].Name; break;
            default: element.Add(new XElement(elements[edit.Choice % elements.Count])); break;
        }
    }

    private static string Alter(string text, (int Kind, int Place, int Choice) edit)
    {
        var at = edit.Place % Math.Max(1, text.Length);
        return edit.Kind switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Insert(at, ((char)(edit.Choice % 0x2100)).ToString()),
            3 => text.Insert(at, text[..(edit.Choice % Math.Max(1, text.Length))]),
            _ => text.Remove(at, Math.Min(1 + (edit.Choice % 30), text.Length - at)),
        };
    }
}
