using System.Collections.Concurrent;
using System.Xml.Linq;
using GlusterEngine.Testing.History;
using GlusterEngine.Testing.Server;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>Clients that ask the engines for this and that at random, and keep account of what they asked and heard.</summary>
internal sealed class HistoryClients(HistorySite site, Random seeds)
{
    private static readonly string[] Throttles = ["lazy", "normal", "aggressive"];

    private readonly ConcurrentQueue<RecordedRequest> _requests = [];
    private readonly ConcurrentQueue<Intention> _unanswered = [];
    private readonly ConcurrentQueue<string> _steps = [];
    private int _operations;

    /// <summary>All requests for a change, with their answers.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Requests for a change that were sent so far and have ended.</summary>
    public int Changes => _requests.Count;

    /// <summary>Requests of all kinds that were sent so far.</summary>
    public int Operations => Volatile.Read(ref _operations);

    /// <summary>Works until told to end.</summary>
    public Task WorkAsync(IReadOnlyList<HistoryEngine> engines, int clients, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(_ => new Random(seeds.Next())).ToList().Select(random => WorkAsync(engines, random, end)));

    /// <summary>Asks for what has no answer yet, until all that has a key has one.</summary>
    public async Task SettleAsync(IReadOnlyList<HistoryEngine> engines, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        var random = new Random(seeds.Next());
        while (!end.IsCancellationRequested && _unanswered.TryDequeue(out var intention)) await AskAsync(intention, engines, random);
    }

    private async Task WorkAsync(IReadOnlyList<HistoryEngine> engines, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            switch (random.Next(100))
            {
                case < 30:
                    await PollAsync(Engine(engines, random));
                    break;
                case < 38 when _unanswered.TryDequeue(out var again):
                    await AskAsync(again, engines, random);
                    break;
                case < 40:
                    await site.TypeAsync(Volume(random), random.Next(2) == 0 ? "start" : "stop");
                    break;
                default:
                    await AskAsync(Think(random), engines, random);
                    break;
            }
        }
    }

    private Intention Think(Random random)
    {
        var volume = Volume(random);
        var correlation = new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString();
        var kind = random.Next(100) switch
        {
            < 36 => RequestKind.Rebalance,
            < 52 => RequestKind.StopRebalance,
            < 64 => RequestKind.Migrate,
            < 71 => RequestKind.Commit,
            < 78 => RequestKind.StopMigrate,
            < 87 => RequestKind.Throttle,
            < 94 => RequestKind.SetOption,
            < 97 => RequestKind.Resync,
            _ => RequestKind.ReleaseLease,
        };
        var brick = kind == RequestKind.Migrate ? volume.Bricks[random.Next(volume.Bricks.Count)] : volume.Leaving;
        var bricks = $"<bricks><brick><name>{brick}</name></brick></bricks>";
        var isDelete = kind == RequestKind.Commit && random.Next(2) == 0;
        var (path, body) = kind switch
        {
            RequestKind.Rebalance => ("/rebalance", ""),
            RequestKind.StopRebalance => ("/stoprebalance", ""),
            RequestKind.Migrate => ("/glusterbricks/migrate", bricks + (random.Next(4) == 0 ? "<auto_commit>true</auto_commit>" : "")),
            RequestKind.Commit => (isDelete ? "/glusterbricks" : "/glusterbricks/commit", bricks),
            RequestKind.StopMigrate => ("/glusterbricks/stopmigrate", bricks),
            RequestKind.Throttle => ("/throttle", $"<throttle>{random.GetItems(Throttles, 1)[0]}</throttle>"),
            RequestKind.SetOption => ("/setoption", $"<option><name>{HistorySite.Mark}</name><value>{correlation}</value></option>"),
            RequestKind.Resync => ("/resync", ""),
            _ => ("/releaselease", "<reason>a test</reason>"),
        };
        if (random.Next(4) == 0 && kind is not (RequestKind.ReleaseLease or RequestKind.Resync)) path += "?async=true";
        return new(kind, volume, volume.Path + path, $"<action>{body}</action>", correlation, HasKey: random.Next(2) == 0)
        {
            Brick = brick,
            Method = isDelete ? HttpMethod.Delete : HttpMethod.Post,
        };
    }

    private async Task AskAsync(Intention intention, IReadOnlyList<HistoryEngine> engines, Random random)
    {
        // Now and then two at once, which an impatient client does.
        var tries = intention.HasKey && random.Next(8) == 0 ? 2 : 1;
        var answers = await Task.WhenAll(Enumerable.Range(0, tries).Select(_ => Engine(engines, random)).ToList().Select(engine => AskAsync(intention, engine)));
        foreach (var answer in answers) _requests.Enqueue(answer);
        if (intention.Kind == RequestKind.Migrate && Array.Exists(answers, static answer => answer.IsAccepted || answer.Code is null)) intention.Volume.Leaving = intention.Brick;
        var isAnswered = Array.Exists(answers, static answer => answer.Code is not null and not 503 and not 500);
        if (intention.HasKey && (!isAnswered || random.Next(10) == 0)) _unanswered.Enqueue(intention);
    }

    private async Task<RecordedRequest> AskAsync(Intention intention, HistoryEngine engine)
    {
        var request = new RecordedRequest
        {
            SentAt = TimeProvider.System.GetUtcNow(),
            Engine = engine.Name,
            Kind = intention.Kind,
            Volume = intention.Volume.Id,
            Correlation = intention.Correlation,
            HasKey = intention.HasKey,
        };
        var answer = await SendAsync(() => engine.Client.SendAsync(intention.Method, intention.Path, intention.Body, message =>
        {
            message.Headers.Add("Correlation-Id", intention.Correlation);
            if (intention.HasKey) message.Headers.Add("Idempotency-Key", intention.Correlation);
        }));
        var action = answer is { Body.Length: > 0 } ? answer.Xml : null;
        if (action?.Element("step")?.Attribute("href")?.Value is { } step) Remember(step);
        return request with
        {
            AnsweredAt = TimeProvider.System.GetUtcNow(),
            Code = answer?.Code,
            Status = action?.Element("status")?.Value,
            Fault = action?.DescendantsAndSelf("fault").FirstOrDefault()?.Element("detail")?.Value,
            Job = IdOf(action?.Element("job")),
            Step = IdOf(action?.Element("step")),
        };
    }

    private async Task PollAsync(HistoryEngine engine)
    {
        if (_steps.TryDequeue(out var step))
        {
            Remember(step);
            await SendAsync(() => engine.Client.GetAsync(step));
        }
        else
        {
            await SendAsync(() => engine.Client.GetAsync("/jobs?max=5"));
        }
    }

    /// <summary>Null when no answer comes.</summary>
    private async Task<EngineAnswer?> SendAsync(Func<Task<EngineAnswer>> send)
    {
        Interlocked.Increment(ref _operations);
        try
        {
            return await send();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Where nobody listens, the refusal comes at once.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            return null;
        }
    }

    private void Remember(string step)
    {
        _steps.Enqueue(step);
        while (_steps.Count > 64) _steps.TryDequeue(out _);
    }

    private HistoryVolume Volume(Random random) => site.Volumes[random.Next(site.Volumes.Count)];

    private static HistoryEngine Engine(IReadOnlyList<HistoryEngine> engines, Random random)
    {
        var engine = engines[random.Next(engines.Count)];
        return engine.IsAway && random.Next(50) > 0 && engines.FirstOrDefault(static other => !other.IsAway) is { } other ? other : engine;
    }

    private static Guid? IdOf(XElement? element) => Guid.TryParse(element?.Attribute("id")?.Value, out var id) ? id : null;
}
