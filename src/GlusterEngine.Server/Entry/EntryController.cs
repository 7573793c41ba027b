using System.Reflection;
using GlusterEngine.Engine.Access;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Links;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GlusterEngine.Server.Entry;

/// <summary>Entry point of the API: where its collections are.</summary>
[Route(Root)]
[Tags("Entry point")]
public sealed class EntryController : RestController
{
    private static readonly string[] Collections = ["clusters", "engines", "events", "hosts", "jobs", "users"];
    private static readonly Guid RootTag = Guid.Empty;

    /// <summary>Gives the links to the collections, the product's version and a summary.</summary>
    [HttpGet]
    [ProducesResponseType<ApiResource>(200)]
    public async Task<ApiResource> GetAsync()
    {
        await using var db = await OpenDatabaseAsync();
        var hosts = await db.Hosts.VisibleTo(Caller).GroupBy(static h => h.Status == HostStatus.Up).Select(static g => new { IsUp = g.Key, Count = g.Count() }).ToListAsync(Aborted);
        var users = Caller.SeesAll ? await db.Users.CountAsync(Aborted) : 1;
        var api = Describe(
            Hrefs, Caller.UserId!.Value, await db.NowAsync(Aborted),
            new() { Active = hosts.Where(static h => h.IsUp).Sum(static h => h.Count), Total = hosts.Sum(static h => h.Count) },
            new() { Active = users, Total = users });
        Response.Headers.Link = string.Join(',', api.Links.Select(link => $"<{OwnAddress.Of(Request, link.Href!)}>; rel={link.Rel}").Order(StringComparer.Ordinal));
        return api;
    }

    /// <summary>The entry point as it is shown.</summary>
    internal static ApiResource Describe(Hrefs hrefs, Guid userId, DateTimeOffset now, CountResource hosts, CountResource users)
    {
        var user = new ReferenceResource { Id = userId.ToString(), Href = hrefs.User(userId) };
        return new()
        {
            Links = [.. LinksOf(hrefs)],
            Product = Product(),
            // There are no tags, so it leads nowhere.
            SpecialObjects = new() { RootTag = new() { Id = RootTag.ToString() } },
            Summary = new() { Hosts = hosts, Users = users },
            Time = now,
            AuthenticatedUser = user,
            EffectiveUser = user,
        };
    }

    private static IEnumerable<LinkResource> LinksOf(Hrefs hrefs)
    {
        foreach (var collection in Collections)
        {
            yield return Hrefs.Link(hrefs.Base, collection);
            if (collection == "events") yield return new() { Href = $"{hrefs.Base}/events;from={{event_id}}?search={{query}}", Rel = "events/search" };
            else yield return new() { Href = $"{hrefs.Base}/{collection}?search={{query}}", Rel = $"{collection}/search" };
        }
    }

    /// <summary>Clients of oVirt branch on this version, so it is that of the API which this server speaks; the name says who speaks it.</summary>
    private static ProductResource Product()
    {
        var own = typeof(EntryController).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return new()
        {
            Name = "GlusterEngine",
            Vendor = "GlusterEngine",
            InstanceId = "gluster-engine",
            Version = new() { Major = 4, Minor = 5, Build = 8, Revision = 0, FullVersion = $"4.5.8-glusterengine-{own}" },
        };
    }
}
