using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GlusterEngine.IntegrationTests.Wire;
using GlusterEngine.Testing.Server;
using Xunit;
using Xunit.Abstractions;

namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>
/// Mutated requests against a running engine. They start from the examples of the OpenAPI document. GLUSTERENGINE_FUZZ_REQUESTS says how many,
/// GLUSTERENGINE_FUZZ_SEED draws the same again.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private const int Senders = 4;
    private const int DefaultRequests = 50_000;

    // What can be added by a document of its own, by oVirt's names of the services.
    private static readonly string[] Added = ["clusters", "connections", "events", "gluster_bricks", "gluster_volumes", "hosts", "jobs", "steps"];

    [Fact]
    public async Task Nothing_breaks_hangs_grows_or_changes()
    {
        var (count, seed) = (Number("GLUSTERENGINE_FUZZ_REQUESTS", DefaultRequests), Number("GLUSTERENGINE_FUZZ_SEED", 20_261_121));
        output.WriteLine($"{count} requests with GLUSTERENGINE_FUZZ_SEED={seed}");
        await using var engine = await EngineProcess.StartAsync(WireState.Settings);
        await WireState.PrepareAsync(engine.Client);
        var token = await LogInAsync(engine.Client);
        var originals = await OriginalsAsync(engine.Client);
        await DatabaseHash.PauseSchedulesAsync(engine.ConnectionString!);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = await DatabaseHash.ReadAsync(engine.ConnectionString!);

        var run = new Run(engine.Address, originals, token, seed, spoils: true);
        var watch = Stopwatch.StartNew();
        // So many that all code was compiled and all pools are filled.
        await run.SendAsync(0, count / 4, Senders);
        var (warm, warmTime) = (Memory(engine.Id), CpuTime(engine.Id));
        await run.SendAsync(count / 4, count, Senders);
        var end = Memory(engine.Id);

        output.WriteLine($"{watch.Elapsed.TotalSeconds:0} s, {CpuTime(engine.Id).TotalSeconds:0} s of CPU in the engine ({warmTime.TotalSeconds:0} s for the first quarter), memory {warm} MiB after a quarter, {end} MiB at the end");
        output.WriteLine("Slowest: " + run.Slowest);
        output.WriteLine("Answers: " + string.Join(", ", run.Codes.OrderBy(static code => code.Key).Select(static code => $"{code.Key}: {code.Value}")));
        output.WriteLine("Unreadable: " + string.Join(", ", run.Unreadable.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => $"{kind.Key}: {kind.Value}")));
        Assert.True(run.Problems.IsEmpty, $"{string.Join("\n\n", run.Problems.Take(10))}\n\nThe engine said: {engine.Output}");
        Assert.Equal(before.OrderBy(static table => table.Key), (await DatabaseHash.ReadAsync(engine.ConnectionString!)).OrderBy(static table => table.Key));
        Assert.True(end < warm + 100, $"The engine's memory grew from {warm} to {end} MiB.");
        // Else the run would show no more than that nonsense is refused at the door.
        Assert.True(run.Codes.GetValueOrDefault(200) > count / 10, "Too few requests were carried out.");
        // Of so many requests, broken documents of every kind got as far as the codec.
        if (count >= 10_000) Assert.Empty(Added.Except(run.Unreadable.Keys, StringComparer.Ordinal));
    }

    /// <summary>The same without the guard that keeps requests from changing anything, in an engine that is thrown away: what is written must not break it either.</summary>
    [Fact]
    public async Task Nothing_breaks_or_hangs_where_requests_change_what_they_can()
    {
        var (count, seed) = (Number("GLUSTERENGINE_FUZZ_REQUESTS", DefaultRequests) / 10, Number("GLUSTERENGINE_FUZZ_SEED", 20_261_121));
        output.WriteLine($"{count} requests with GLUSTERENGINE_FUZZ_SEED={seed}");
        await using var engine = await EngineProcess.StartAsync(WireState.Settings);
        await WireState.PrepareAsync(engine.Client);
        var run = new Run(engine.Address, await OriginalsAsync(engine.Client), await LogInAsync(engine.Client), seed, spoils: false);
        var watch = Stopwatch.StartNew();

        await run.SendAsync(0, count, Senders);

        output.WriteLine($"{watch.Elapsed.TotalSeconds:0} s, slowest: {run.Slowest}");
        output.WriteLine("Answers: " + string.Join(", ", run.Codes.OrderBy(static code => code.Key).Select(static code => $"{code.Key}: {code.Value}")));
        Assert.True(run.Problems.IsEmpty, $"{string.Join("\n\n", run.Problems.Take(10))}\n\nThe engine said: {engine.Output}");
        Assert.True(run.Codes.GetValueOrDefault(201) > 0, "Nothing was added.");
    }

    private static async Task<IReadOnlyList<Func<FuzzedRequest>>> OriginalsAsync(EngineClient client)
    {
        var document = await ApiDocument.LoadAsync(client);
        var originals = new List<Func<FuzzedRequest>>();
        foreach (var operation in document.Operations.Where(static operation => operation.IsOfTheApi))
        {
            var path = await document.PathAsync(operation);
            foreach (var media in operation.TakesDocument ? new[] { EngineClient.Xml, EngineClient.Json } : [EngineClient.Xml])
            {
                var body = Encoding.UTF8.GetBytes(operation.Body(media) ?? "");
                originals.Add(() => new()
                {
                    Method = operation.Method.Method,
                    Target = path,
                    Headers = [("Host", "localhost"), ("Accept", media), ("Content-Type", media)],
                    Body = [.. body],
                });
            }
        }

        return originals;
    }

    private static async Task<string> LogInAsync(EngineClient client)
    {
        var answer = await client.As(null).SendAsync(
            HttpMethod.Post,
            "/ovirt-engine/sso/oauth/token",
            $"grant_type=password&scope=ovirt-app-api&username=admin%40internal&password={Uri.EscapeDataString(EngineSettings.Password)}",
            static request =>
            {
                request.Content!.Headers.ContentType = new("application/x-www-form-urlencoded");
                request.Headers.Accept.Clear();
                request.Headers.Accept.ParseAdd("application/json");
            });
        return answer.Expect(200).Json["access_token"]!.GetValue<string>();
    }

    private static int Number(string variable, int @default) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : @default;

    private static long Memory(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    private static TimeSpan CpuTime(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime;
    }

    /// <summary>The requests of a run, each made from the seed and its number, whoever sends it and when.</summary>
    private sealed partial class Run(Uri address, IReadOnlyList<Func<FuzzedRequest>> originals, string token, int seed, bool spoils)
    {
        private readonly Lock _lock = new();
        private readonly IReadOnlyList<Func<FuzzedRequest>> reads = [.. originals.Where(static original => original().Reads)];
        private TimeSpan _slowest;

        public ConcurrentDictionary<int, int> Codes { get; } = new();

        /// <summary>The collections to which something was to be added that could not be read, by oVirt's names of their services.</summary>
        public ConcurrentDictionary<string, int> Unreadable { get; } = new(StringComparer.Ordinal);

        public ConcurrentQueue<string> Problems { get; } = new();

        public string Slowest { get; private set; } = "";

        public Task SendAsync(int first, int end, int senders) => Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => SendEachAsync(first + sender, end, senders))));

        private async Task SendEachAsync(int first, int end, int step)
        {
            using var connection = new RawConnection(address);
            for (var number = first; number < end && Problems.Count < 20; number += step)
            {
                var request = Request(number);
                var watch = Stopwatch.StartNew();
                try
                {
                    var answer = await connection.SendAsync(request);
                    Codes.AddOrUpdate(answer.Code, 1, static (_, times) => times + 1);
                    if (Usage().Match(answer.Text) is { Success: true } usage) Unreadable.AddOrUpdate(usage.Groups["service"].Value, 1, static (_, times) => times + 1);
                    // Whoever is cut off in the middle may be left without an answer; nobody else.
                    if (answer.Code >= 500 || (answer.Code == 0 && !request.IsCutOff)) Problems.Enqueue($"Request {number}:\n{Shown(request)}\n{answer.Text}");
                }
                catch (TimeoutException exception)
                {
                    Problems.Enqueue($"Request {number}:\n{Shown(request)}\n{exception.Message}");
                }

                Note(watch.Elapsed, number, request);
            }
        }

        private FuzzedRequest Request(int number)
        {
            var random = new Random(unchecked((seed * 397) ^ number));
            // Half of them read: what changes something is mostly refused, having been mutated.
            var among = random.Next(2) == 0 ? originals : reads;
            var request = among[random.Next(among.Count)]();
            request.Headers.Add(("Authorization", "Bearer " + token));
            new RequestMutator(random, spoils).Mutate(request);
            return request;
        }

        private void Note(TimeSpan took, int number, FuzzedRequest request)
        {
            lock (_lock)
            {
                if (took <= _slowest) return;
                _slowest = took;
                Slowest = $"{took.TotalMilliseconds:0} ms, request {number}: {request.Method} {request.Target[..Math.Min(200, request.Target.Length)]}";
            }
        }

        // For correct usage, see: http://localhost/ovirt-engine/apidoc#services/clusters/methods/add
        [GeneratedRegex("apidoc#services/(?<service>[a-z_]+)/methods/add", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Usage();

        private static string Shown(FuzzedRequest request)
        {
            var text = request.ToString();
            return text[..Math.Min(3000, text.Length)];
        }
    }
}
