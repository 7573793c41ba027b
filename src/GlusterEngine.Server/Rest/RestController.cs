using System.Data;
using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Engine.Jobs;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Follow;
using GlusterEngine.Server.Idempotency;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GlusterEngine.Server.Rest;

/// <summary>What the controllers of the API share: the database for reads, links, who asks, and the parameters of lists.</summary>
[ApiController]
[AcceptableFilter]
[FollowFilter]
[ReadableFlagsFilter]
[VisibleFilter]
[Produces(WireMedia.Xml, WireMedia.Json, WireMedia.OldXml)]
public abstract class RestController : ControllerBase
{
    internal const string Root = "ovirt-engine/api";

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    protected Hrefs Hrefs => field ??= new(HttpContext);

    /// <summary>Who asks: lists show them what they may see.</summary>
    protected Caller Caller => CallerIdentity.Of(User);

    /// <summary>The context of an operation that cannot be rehearsed; refuses to do in earnest what was meant as a dry run.</summary>
    protected CommandContext CommandContext => ReadFlag("dry_run") is not true
        ? NewContext()
        : throw FaultException.BadRequest("dry_run: this operation cannot be rehearsed, and nothing was changed; leave dry_run away to have it done.");

    /// <summary>The context of an action, a dry run where it asks for one.</summary>
    protected CommandContext ContextOf(ActionResource action) => NewContext() with { IsRehearsal = ReadFlag("dry_run") ?? action.DryRun ?? false };

    /// <summary>Whether an action wants its answer before gluster gave one.</summary>
    protected bool IsAsync(ActionResource action) => ReadFlag("async") ?? action.Async ?? ExpectsAccepted;

    /// <summary>The reason for what is asked, in the body or the query; null when there is none.</summary>
    protected string? ReasonOf(ActionResource? action)
    {
        var reason = action?.Reason ?? Request.Query["reason"].FirstOrDefault();
        TextLimit.Check(reason, "reason");
        return reason;
    }

    private CommandContext NewContext() => new(Caller, CorrelationId.Of(HttpContext)) { Claim = IdempotencyMiddleware.ClaimOf(HttpContext), Under = ReadPlace() };

    private ExternalPlace? ReadPlace() => (ReadId("JobId"), ReadId("StepId")) is var (job, step) && (job ?? step) is not null ? new(job, step) : null;

    private Guid? ReadId(string name)
    {
        if (!Request.Query.TryGetValue(name, out var text)) return null;
        return Guid.TryParse(text, out var id) ? id : throw FaultException.BadRequest($"{name}: '{text}' is no id. Give that of an external job, or of a step of one; nothing was changed.");
    }

    /// <summary>The database to read from. What is followed is read by a statement per kind of thing, and all of them see the same moment.</summary>
    protected async Task<EngineDb> OpenDatabaseAsync()
    {
        var db = await HttpContext.RequestServices.GetRequiredService<IDbContextFactory<EngineDb>>().CreateDbContextAsync(Aborted);
        if (!string.IsNullOrEmpty(Request.Query["follow"])) await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, Aborted);
        return db;
    }

    /// <summary>The <c>search</c> of a list; refuses one that cannot be read or names other fields.</summary>
    protected SearchQuery ReadSearch(params IReadOnlyList<string> fields)
    {
        if (!SearchParser.TryParse(Request.Query["search"], out var query, out var error))
            throw FaultException.BadRequest($"search: {error}");
        var unknown = query!.Terms.Select(static term => term.Field).Append(query.SortField).FirstOrDefault(field => field is not null && !fields.Contains(field, StringComparer.Ordinal));
        return unknown is null ? query with { IsCaseSensitive = ReadFlag("case_sensitive") ?? false } : throw FaultException.BadRequest($"search: there is no field '{unknown}' here; the fields are {string.Join(", ", fields)}.");
    }

    /// <summary>The rows of a list to leave out and to take; all of them without <c>max</c>. An unreadable number counts as not given, as in oVirt.</summary>
    protected (int Skip, int Take) ReadPage(SearchQuery search) => PageOf(search, ReadMax() ?? int.MaxValue);

    /// <summary>The same for a list that grows for ever (jobs, events, samples), which is never given whole.</summary>
    protected (int Skip, int Take) ReadPageOfMany(SearchQuery search) => PageOf(search, ReadMax() ?? Options.DefaultListSize);

    /// <summary>Whether the client says how many rows it takes.</summary>
    protected bool HasMax => ReadMax() is not null;

    /// <summary>The first rows of a short list that has no search.</summary>
    protected IReadOnlyList<T> Cut<T>(IReadOnlyList<T> rows) => ReadMax() is { } max && max < rows.Count ? [.. rows.Take(max)] : rows;

    private static (int Skip, int Take) PageOf(SearchQuery search, int size) => ((int)Math.Clamp(((search.Page ?? 1) - 1L) * size, 0, int.MaxValue), size);

    private int? ReadMax() => int.TryParse(Request.Query["max"], out var max) && max >= 0 ? max : null;

    private RestOptions Options => HttpContext.RequestServices.GetRequiredService<IOptions<RestOptions>>().Value;

    /// <summary>A boolean of the query; null when absent or not one.</summary>
    protected bool? ReadFlag(string name) =>
        Request.Query.TryGetValue(name, out var text) && WireBoolean.TryParseQuery(text, out var flag) ? flag : null;

    /// <summary>Whether the header that oVirt has for it asks for an answer before the work is done.</summary>
    private bool ExpectsAccepted => Request.Headers["X-Ovirt-Expect"].Concat(Request.Headers.Expect)
        .Any(static expected => string.Equals(expected?.Trim(), "202-accepted", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether <c>all_content</c> is asked for, in the query or the header.</summary>
    protected bool WantsAllContent => ReadFlag("all_content") ?? (WireBoolean.TryParseQuery(Request.Headers["All-Content"].FirstOrDefault() ?? "false", out var flag) && flag);

    /// <summary>What <c>follow</c> asks to inline; refuses what has nothing to follow.</summary>
    private protected FollowTree ReadFollow<T>()
    {
        var tree = FollowTree.Parse(Request.Query["follow"]);
        FollowedLinks.Check(typeof(T), tree);
        return tree;
    }

    /// <summary>The resources with what <c>follow</c> asks for.</summary>
    private protected Task<IReadOnlyList<T>> FollowAsync<T>(EngineDb db, IReadOnlyList<T> resources, FollowTree tree) => new FollowReader(db, Hrefs, Caller, Options.MaxFollowed, Aborted).FollowAsync(resources, tree);
}
