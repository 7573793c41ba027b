using System.Text;

namespace GlusterEngine.IntegrationTests.Fuzz;

/// <summary>Changes valid requests at random.</summary>
/// <param name="random">Whence the choices come.</param>
/// <param name="spoils">Whether a request that could change something is spoilt at last, in a way that nothing before can have undone.</param>
internal sealed class RequestMutator(Random random, bool spoils)
{
    private static readonly string[] Words =
    [
        "", " ", "%", "%00", "%ff", "%2e%2e", "..", "/", "//", "\\", "'", "\"", "<", ">", "&", ";", ";max=1", "?", "#", "+", "*", "null", "true", "-1", "0", "1e999", "NaN",
        "99999999999999999999", "\u00e4\u00f6", "\u00ff\u00fe", "\u0001", "{}", "[]", "<a/>", "]]>", "<!DOCTYPE a>", "&#0;", "\\ud800", "' or 1=1 --", "$(id)", "${x}", "%s%n",
    ];

    private static readonly string[] Searches =
    [
        "name", "status", "severity", "type", "time", "message", "correlation_id", "usrname", "event_host", "origin", "=", "!=", "<", "<=", ">", ">=", "and", "or", "sortby", "desc", "page", "1",
        "2000-01-01", "up", "error", "4012", "*", "\"a b\"", "%", "_", "!", "nosuch", "'", "\"",
    ];

    private static readonly string[] Links = ["steps", "statistics", "bricks", "glusterbricks", "cluster", "gluster_volume", "host", "job", "parent_step", "glustervolumes", "nosuch", ""];

    // Ways from link to link that can be gone round and round.
    private static readonly string[] Circles = ["bricks.gluster_volume", "steps.job", "parent_step", "cluster.glustervolumes", "bricks.gluster_volume.cluster.glustervolumes"];

    // Ways from member to member that can be gone round and round; of a list its name and that of an item.
    private static readonly string[][] Nests =
    [
        ["parent_step"], ["steps/step", "job"], ["job", "steps/step"], ["cluster", "gluster_volumes/gluster_volume"], ["gluster_volumes/gluster_volume", "cluster"],
    ];

    // Not refresh: it asks the hosts for ghosts, and when that was is written down.
    private static readonly string[] Parameters =
    [
        "max", "from", "search", "case_sensitive", "follow", "all_content", "filter", "force", "async", "correlation_id", "replica_count", "accept", "dry_run", "override", "reason",
        "JobId", "nosuch",
    ];

    private static readonly string[] HeaderNames =
    [
        "Accept", "Content-Type", "Version", "Correlation-Id", "All-Content", "Filter", "Prefer", "X-Ovirt-Expect", "Expect", "Session-TTL", "JSESSIONID", "Cookie", "Accept-Language", "Accept-Encoding",
        "Range", "If-Match", "If-None-Match", "If-Modified-Since", "Host", "Origin", "Forwarded", "X-Forwarded-For", "X-HTTP-Method-Override", "Content-Encoding", "Idempotency-Key", "Upgrade", "TE", "X-y",
    ];

    private static readonly string[] HeaderValues =
    [
        "application/xml", "application/json", "text/xml;charset=utf-16", "*/*;q=0", "application/json;q=x", "image/png", "4", "3", "true", "gzip", "bytes=0-10", "100-continue", "202-accepted",
        "persistent-auth", "chunked", "h2c", "DELETE", "localhost:99999",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "get", "FOO"];

    public void Mutate(FuzzedRequest request)
    {
        // One that is to be carried out bears less.
        for (var count = spoils ? random.Next(1, 4) : 1; count > 0; count--)
        {
            switch (random.Next(request.Body.Length > 0 ? 10 : 6))
            {
                case 0: MutatePath(request); break;
                case 1 or 2: AddParameter(request); break;
                case 3: SetHeader(request); break;
                case 4: request.Target = Mutated(request.Target); break;
                case 5: if (random.Next(4) == 0) request.Method = Pick(Methods); else AddParameter(request); break;
                default: MutateBody(request); break;
            }
        }

        if (random.Next(50) == 0) BreakFraming(request);
        // A space or a line end would end the target or the header.
        request.Target = string.Concat(request.Target.Select(static c => c is ' ' or '\r' or '\n' ? '+' : c));
        if (spoils && !request.Reads) Spoil(request);
    }

    private void MutatePath(FuzzedRequest request)
    {
        var parts = request.Target.Split('?', 2);
        var segments = parts[0].Split('/').ToList();
        var at = random.Next(1, segments.Count);
        switch (random.Next(6))
        {
            case 0: segments[at] = Pick(Words); break;
            case 1: segments[at] = $"{random.NextInt64():x16}0000000000000000".Insert(8, "-").Insert(13, "-").Insert(18, "-").Insert(23, "-"); break;
            case 2: segments.RemoveAt(at); break;
            case 3: segments.Insert(at, segments[random.Next(1, segments.Count)]); break;
            case 4: segments[at] += Pick(Words); break;
            default: segments[at] = new string('a', random.Next(1, 4000)); break;
        }

        request.Target = string.Join('/', segments) + (parts.Length == 1 ? "" : "?" + parts[1]);
        if (!request.Target.StartsWith('/')) request.Target = "/" + request.Target;
    }

    private void AddParameter(FuzzedRequest request)
    {
        var name = Pick(Parameters);
        var value = name switch
        {
            "search" => string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pick(Searches))),
            "follow" when random.Next(3) == 0 => string.Join('.', Enumerable.Repeat(Pick(Circles), random.Next(1, 300))),
            "follow" => string.Join(random.Next(2) == 0 ? "," : ".", Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(Links))),
            "max" or "from" or "replica_count" when random.Next(2) == 0 => random.Next(-5, 500).ToString(),
            _ => Pick(Words),
        };
        request.Target += (request.Target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + (random.Next(4) == 0 ? value : Uri.EscapeDataString(value));
    }

    private void SetHeader(FuzzedRequest request)
    {
        var name = Pick(HeaderNames);
        if (random.Next(2) == 0) request.Headers.RemoveAll(header => header.Name == name);
        var value = random.Next(3) switch { 0 => Pick(Words), 1 => Pick(HeaderValues), _ => new string('x', random.Next(1, 3000)) };
        // A key that could be one makes the engine remember the request.
        if (name == "Idempotency-Key") value = new string('k', 256 + random.Next(100));
        if (name == "Host") request.Headers.RemoveAll(static header => header.Name == "Host");
        request.Headers.Add((name, value));
    }

    private void MutateBody(FuzzedRequest request)
    {
        var text = Encoding.Latin1.GetString(request.Body);
        request.Body = Encoding.Latin1.GetBytes(random.Next(6) == 0 ? Nested(text) : Mutated(text));
    }

    private string Nested(string text)
    {
        // Mostly around the limits of the codec and of what stands behind it.
        var depth = random.Next(8) == 0 ? random.Next(70, 3000) : random.Next(20, 70);
        var isJson = text.StartsWith('{');
        var at = text.IndexOf(isJson ? '{' : '>', StringComparison.Ordinal) + 1;
        var circle = Pick(Nests);
        var members = Enumerable.Range(0, depth).SelectMany(index => circle[index % circle.Length].Split('/').Select((name, place) => (name, isItem: place > 0))).Take(depth).ToList();
        var (opening, closing) = isJson
            ? (members.Select(static member => $"\"{member.name}\":{(member.isItem ? "[{" : "{")}"), members.Select(static member => member.isItem ? "}]" : "}"))
            : (members.Select(static member => $"<{member.name}>"), members.Select(static member => $"</{member.name}>"));
        var comma = isJson && text.AsSpan(at).Trim() is not "}" ? "," : "";
        return text[..at] + string.Concat(opening) + string.Concat(closing.Reverse()) + comma + text[at..];
    }

    private string Mutated(string text)
    {
        if (text.Length < 2) return text + Pick(Words);
        var start = random.Next(1, text.Length);
        var length = Math.Min(random.Next(1, 30), text.Length - start);
        return random.Next(5) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, Pick(Words)),
            2 => text.Insert(start, text.Substring(start, length)),
            3 => text.Remove(start, length).Insert(start, Pick(Words)),
            _ => text[..start] + (char)random.Next(256) + text[(start + 1)..],
        };
    }

    private void BreakFraming(FuzzedRequest request)
    {
        request.IsCutOff = true;
        switch (random.Next(4))
        {
            case 0: request.Headers.Add(("Content-Length", (request.Body.Length + random.Next(1, 100)).ToString())); break;
            case 1: request.Headers.Add(("Content-Length", Pick(Words))); break;
            case 2: request.Headers.Add(("Transfer-Encoding", random.Next(2) == 0 ? "chunked" : Pick(Words))); break;
            default: request.Headers.Add((Pick(Words) + "x", Pick(Words))); break;
        }
    }

    /// <summary>Makes sure that nothing is changed by what would change something.</summary>
    private void Spoil(FuzzedRequest request)
    {
        switch (random.Next(request.Target.Contains('#', StringComparison.Ordinal) ? 4 : 8))
        {
            case 0:
                request.Headers.RemoveAll(static header => header.Name == "Authorization");
                break;
            case 1:
                request.Headers.RemoveAll(static header => header.Name == "Version");
                request.Headers.Add(("Version", "3"));
                break;
            case 2:
                request.Headers.RemoveAll(static header => header.Name is "Authorization");
                request.Headers.Add(("Authorization", "Bearer " + Pick(Words) + "x"));
                break;
            case 3:
                request.Headers.RemoveAll(static header => header.Name is "Accept");
                request.Headers.Add(("Accept", "image/png"));
                request.Target = request.Target.Replace("accept", "xccept", StringComparison.OrdinalIgnoreCase).Replace("%", "x", StringComparison.Ordinal);
                break;
            default:
                // Every operation rehearses, or refuses what cannot be rehearsed: after it has read the document, unlike the others.
                request.Target = request.Target.Replace("dry_run", "dry_ran", StringComparison.OrdinalIgnoreCase);
                request.Target += (request.Target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "dry_run=true";
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
