using GlusterEngine.Data;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Server.Rest;

namespace GlusterEngine.Server.Follow;

/// <summary>Puts what links lead to in the place of the links, with one query per kind of thing, however many there are.</summary>
/// <param name="db">Where it is read.</param>
/// <param name="hrefs">Links of what is read.</param>
/// <param name="caller">Who asks.</param>
/// <param name="most">Objects that may be inlined; an object counts as often as it is shown.</param>
/// <param name="aborted">Ends the reading.</param>
internal sealed class FollowReader(EngineDb db, Hrefs hrefs, Caller caller, int most, CancellationToken aborted)
{
    private long inlined;

    public EngineDb Db { get; } = db;

    public Hrefs Hrefs { get; } = hrefs;

    public Caller Caller { get; } = caller;

    public CancellationToken Aborted { get; } = aborted;

    /// <summary>The resources with all that <paramref name="tree"/> asks for, which must have been checked.</summary>
    public async Task<IReadOnlyList<T>> FollowAsync<T>(IReadOnlyList<T> owners, FollowTree tree)
    {
        foreach (var (name, below) in tree.Below) owners = await ((FollowedLinkOf<T>)FollowedLinks.Find(typeof(T), name)).FollowAsync(this, owners, below);
        return owners;
    }

    /// <summary>Counts what is about to be inlined.</summary>
    /// <exception cref="FaultException">It is too much, together with what was inlined before.</exception>
    public void Count(long more)
    {
        inlined += more;
        if (inlined > most)
            throw FaultException.BadRequest($"follow: more than {most} objects would be inlined. Follow fewer links, or ask for fewer rows with max.");
    }
}
