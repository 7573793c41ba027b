using System.Diagnostics;
using System.Text.RegularExpressions;
using GlusterEngine.Benchmarks.Sync;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.Benchmarks.Lists;

/// <summary>The list of a cluster's volumes with their bricks: what the database is asked as the volumes grow in number.</summary>
internal sealed partial class ListBenchmark : IBenchmark
{
    private const int Repeats = 9;
    private static readonly int[] Sizes = [10, 100, 1000];

    public string Name => "list";

    public string Subject => $"GET of a cluster's volumes with follow=bricks, {ManyVolumes.Bricks} bricks each, by a bearer token; medians of {Repeats}";

    public async Task<IReadOnlyList<Target>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchmarkDatabase.StartAsync(cancellationToken);
        // In this process, so that its statements can be counted; the sync of the tasks, which has statements of its own, is told from them by the request's trace.
        await using var engine = await EngineUnderTest.StartAsync(new()
        {
            ConnectionString = database.ConnectionString,
            More = new Dictionary<string, string> { ["Inventory:LightSeconds"] = "3600", ["Inventory:HeavySeconds"] = "3600" },
        });
        var client = engine.Client.As(await engine.Client.LogInAsync());
        Console.WriteLine("    volumes   format   statements   milliseconds        KiB");
        var results = new List<Listing>();
        foreach (var size in Sizes)
        {
            await ManyVolumes.InsertAsync(database, size, cancellationToken);
            foreach (var media in (string[])[EngineClient.Json, EngineClient.Xml]) results.Add(await MeasureAsync(client.Speaking(media), size));
        }

        var last = results[^1];
        foreach (var (kind, number) in last.Kinds.Select(static (kind, index) => (kind, index + 1))) Console.WriteLine($"    statement {number}: {kind}");
        return
        [
            new("as many SQL statements for 10, 100 and 1,000 volumes, in both formats", string.Join(", ", results.Select(static result => result.Kinds.Count)), results.All(result => result.Kinds.Count == last.Kinds.Count)),
            new("one statement for each kind of thing", string.Join(", ", last.Kinds), last.Kinds.Distinct(StringComparer.Ordinal).Count() == last.Kinds.Count),
        ];
    }

    private static async Task<Listing> MeasureAsync(EngineClient client, int size)
    {
        var times = new List<double>();
        Listing? listing = null;
        for (var repeat = -3; repeat < Repeats; repeat++)
        {
            // What the client sends as traceparent.
            using var request = new Activity("list").Start();
            using var statements = new StatementCounter(request.TraceId);
            var started = Stopwatch.GetTimestamp();
            var answer = (await client.GetAsync($"/clusters/{ManyVolumes.Cluster}/glustervolumes?follow=bricks&max=1000")).Expect(200);
            if (repeat >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var bricks = client.Media == EngineClient.Json ? answer.Json["gluster_volume"]!.AsArray().Sum(static volume => volume!["bricks"]!["brick"]!.AsArray().Count) : answer.Xml.Descendants("brick").Count();
            if (bricks != size * ManyVolumes.Bricks) throw new InvalidOperationException($"{bricks} bricks were listed for {size} volumes.");
            listing = new([.. statements.Statements.Select(Kind).OfType<string>()], answer.Body.Length);
        }

        Console.WriteLine($"    {size,7}   {(client.Media == EngineClient.Json ? "JSON" : "XML"),6}   {listing!.Kinds.Count,10}   {times.Median(),12:F1}   {listing.Length / 1024,8}");
        return listing;
    }

    /// <summary>The tables that a statement reads; null for the one that asks whether anybody's rights have changed, which is none of the list's: it is sent once in a while.</summary>
    private static string? Kind(string statement) => statement.Contains("GetAccessRevision", StringComparison.Ordinal) ? null
        : string.Join(" with ", Table().Matches(statement).Select(static match => match.Groups["table"].Value));

    [GeneratedRegex(@"\b(FROM|JOIN)\s+""?(?<table>\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();

    /// <summary>A list that came.</summary>
    /// <param name="Kinds">What each of its statements reads.</param>
    /// <param name="Length">Characters of its body.</param>
    private sealed record Listing(IReadOnlyList<string> Kinds, int Length);
}
