using System.Text;
using GlusterEngine.Data;
using GlusterEngine.Engine.Hooks;
using GlusterEngine.Model;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Server.Clusters;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Hooks;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Hooks;

/// <summary>Hooks as the API shows them.</summary>
internal static class HookResources
{
    /// <summary>Hooks by name, without what only a single one shows; contents are not read.</summary>
    public static async Task<IReadOnlyList<GlusterHookResource>> LoadAsync(EngineDb db, IQueryable<GlusterHook> hooks, Hrefs hrefs, CancellationToken cancellationToken)
    {
        var rows = await hooks.AsNoTracking().Select(static hook => new GlusterHook
        {
            Id = hook.Id,
            ClusterId = hook.ClusterId,
            Command = hook.Command,
            Stage = hook.Stage,
            Name = hook.Name,
            Status = hook.Status,
            ContentType = hook.ContentType,
            Checksum = hook.Checksum,
        }).ToListAsync(cancellationToken);
        var ids = rows.Select(static hook => hook.Id).ToArray();
        var seen = (await db.ServerHooks.AsNoTracking().Where(seen => ids.Contains(seen.HookId)).ToListAsync(cancellationToken)).ToLookup(static seen => seen.HookId);
        foreach (var hook in rows) hook.ServerHooks.AddRange(seen[hook.Id]);
        return [.. rows.Select(hook => Of(hook, hrefs)).OrderBy(static hook => hook.Name, StringComparer.Ordinal)];
    }

    /// <summary>A single hook, whose row has what each host has.</summary>
    public static GlusterHookResource Whole(GlusterHook hook, Hrefs hrefs) => Of(hook, hrefs) with
    {
        Content = hook.Content is not { } content ? null : hook.ContentType == HookContentType.Text ? Encoding.UTF8.GetString(content) : Convert.ToBase64String(content),
        ServerHooks =
        [
            .. hook.ServerHooks.Where(seen => HookConflictRule.Of(hook, seen) != HookConflicts.None).OrderBy(static seen => seen.HostId).Select(seen => new ServerHookResource
            {
                Checksum = seen.Checksum,
                ContentType = seen.ContentType?.ToLowerText(),
                Status = seen.Status.ToLowerText(),
                Host = new() { Id = seen.HostId.ToString(), Href = hrefs.Host(seen.HostId) },
            }),
        ],
    };

    private static GlusterHookResource Of(GlusterHook hook, Hrefs hrefs)
    {
        var (href, conflicts) = (hrefs.Hook(hook.ClusterId, hook.Id), HookConflictRule.Of(hook));
        return new()
        {
            Id = hook.Id.ToString(),
            Href = href,
            Name = hook.HookName.Key,
            Actions = [Hrefs.Link(href, "disable"), Hrefs.Link(href, "enable"), Hrefs.Link(href, "resolve")],
            Checksum = hook.Checksum,
            ConflictStatus = (int)conflicts,
            Conflicts = HookConflictRule.Describe(conflicts),
            ContentType = hook.ContentType.ToLowerText(),
            GlusterCommand = hook.Command,
            Stage = hook.Stage.ToLowerText(),
            Status = hook.Status.ToLowerText(),
            Cluster = ClusterResources.Reference(hook.ClusterId, hrefs),
        };
    }
}
