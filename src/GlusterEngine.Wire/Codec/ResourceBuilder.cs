using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire.Codec;

/// <summary>A resource while it is read. Refuses what comes twice.</summary>
internal sealed class ResourceBuilder(ResourceContract contract)
{
    private readonly object resource = contract.CreateEmpty();
    private readonly HashSet<MemberContract> seen = [];
    private readonly Dictionary<MemberContract, List<object>> repeated = [];

    /// <summary>Notes that <paramref name="member"/> comes now.</summary>
    /// <exception cref="WireFormatException">It came before.</exception>
    public void Claim(MemberContract member)
    {
        if (!seen.Add(member)) throw WireFormatException.Syntax(member.Name, $"'{member.Name}' is given more than once.");
    }

    /// <summary>Gives a single member its value.</summary>
    public void Set(MemberContract member, object value) => member.Set(resource, value);

    /// <summary>Gives a list its items.</summary>
    public void SetList(MemberContract member, IReadOnlyList<object> items) => member.SetList(resource, items);

    /// <summary>Adds an item to a list whose elements stand among the others.</summary>
    public void Add(MemberContract member, object item)
    {
        if (!repeated.TryGetValue(member, out var items)) repeated[member] = items = [];
        items.Add(item);
    }

    /// <summary>The resource with all that was given.</summary>
    public object Build()
    {
        foreach (var (member, items) in repeated) member.SetList(resource, items);
        return resource;
    }
}
