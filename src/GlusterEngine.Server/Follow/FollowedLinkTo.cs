namespace GlusterEngine.Server.Follow;

/// <summary>A link that can be followed, and how.</summary>
/// <param name="names">What the link is called.</param>
/// <param name="load">Reads what the links of all owners lead to, by owner.</param>
/// <param name="put">The owner with what its link leads to.</param>
internal sealed class FollowedLinkTo<TOwner, TTarget>(
    IReadOnlyList<string> names,
    Func<FollowReader, IReadOnlyList<TOwner>, Task<Func<TOwner, IReadOnlyList<TTarget>>>> load,
    Func<TOwner, IReadOnlyList<TTarget>, TOwner> put) : FollowedLinkOf<TOwner>(typeof(TTarget), names)
{
    public override async Task<IReadOnlyList<TOwner>> FollowAsync(FollowReader reader, IReadOnlyList<TOwner> owners, FollowTree below)
    {
        var targets = await load(reader, owners);
        var each = new List<IReadOnlyList<TTarget>>(owners.Count);
        foreach (var owner in owners)
        {
            var found = targets(owner);
            reader.Count(found.Count);
            each.Add(found);
        }

        if (below.Below.Count == 0) return [.. owners.Select((owner, at) => put(owner, each[at]))];

        var all = await reader.FollowAsync<TTarget>([.. each.SelectMany(static found => found)], below);
        var next = 0;
        var result = new List<TOwner>(owners.Count);
        for (var i = 0; i < owners.Count; i++)
        {
            result.Add(put(owners[i], [.. all.Skip(next).Take(each[i].Count)]));
            next += each[i].Count;
        }

        return result;
    }
}
