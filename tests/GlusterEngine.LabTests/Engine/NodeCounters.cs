using System.Xml.Linq;
using Xunit;

namespace GlusterEngine.LabTests.Engine;

/// <summary>What a node had done of a task at one look, as the API keeps it.</summary>
public sealed record NodeCounters(string Peer, long Moved, long Scanned, long Failed, long Skipped, long Bytes)
{
    public static NodeCounters Of(XElement sample) => new(
        sample.Element("peer_uuid")!.Value, Read(sample, "files_moved"), Read(sample, "files_scanned"), Read(sample, "files_failed"), Read(sample, "files_skipped"), Read(sample, "bytes"));

    /// <summary>That no counter of any node ever fell.</summary>
    public static void AssertNeverFell(IEnumerable<NodeCounters> samples)
    {
        foreach (var node in samples.GroupBy(static sample => sample.Peer))
            Assert.All(node.Zip(node.Skip(1)), static pair => Assert.True(pair.First.IsReachedBy(pair.Second), $"{pair.First} was followed by {pair.Second}."));
    }

    private bool IsReachedBy(NodeCounters later) =>
        later.Moved >= Moved && later.Scanned >= Scanned && later.Failed >= Failed && later.Skipped >= Skipped && later.Bytes >= Bytes;

    private static long Read(XElement sample, string counter) => (long)sample.Element(counter)!;
}
