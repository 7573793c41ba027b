using System.Collections.Concurrent;
using System.Reflection;

namespace GlusterEngine.Wire.Contracts;

/// <summary>What a resource consists of on the wire, read once from the attributes of its type.</summary>
internal sealed class ResourceContract
{
    private static readonly ConcurrentDictionary<Type, ResourceContract> Contracts = new();

    private readonly Type type;
    private readonly Dictionary<string, MemberContract> membersByName;
    private readonly Dictionary<string, string> adviceByUnsupportedName;

    private ResourceContract(Type type)
    {
        this.type = type;
        Members = [.. Lineage(type).SelectMany(DeclaredMembers)];
        Attributes = [.. Members.Where(static member => member.IsAttribute)];
        Elements = [.. Members.Where(static member => !member.IsAttribute)];
        membersByName = Members.ToDictionary(static member => member.Name);
        adviceByUnsupportedName = type.GetCustomAttributes<WireUnsupportedAttribute>()
            .ToDictionary(static x => x.Name, static x => x.Advice);
        RootName = type.IsGenericType
            ? type.GetGenericArguments()[0].GetCustomAttribute<WireTypeAttribute>()?.Plural
            : type.GetCustomAttribute<WireTypeAttribute>()?.Name;
    }

    /// <summary>Root of a document that holds the resource; null when it is only ever a part.</summary>
    public string? RootName { get; }

    /// <summary>The members, in the order of XML.</summary>
    public IReadOnlyList<MemberContract> Members { get; }

    /// <summary>Those that are attributes in XML.</summary>
    public IReadOnlyList<MemberContract> Attributes { get; }

    /// <summary>Those that are elements in XML.</summary>
    public IReadOnlyList<MemberContract> Elements { get; }

    /// <summary>The contract of <paramref name="type"/>.</summary>
    public static ResourceContract Of(Type type) => Contracts.GetOrAdd(type, static x => new ResourceContract(x));

    /// <summary>A resource without any member.</summary>
    public object CreateEmpty() => Activator.CreateInstance(type)!;

    /// <summary>The XML attribute called <paramref name="name"/>; null when there is none, for unknown attributes are ignored.</summary>
    public MemberContract? FindAttribute(string name) =>
        membersByName.GetValueOrDefault(name) is { IsAttribute: true } member ? member : null;

    /// <summary>The XML element called <paramref name="name"/> inside <paramref name="owner"/>.</summary>
    /// <exception cref="WireFormatException">There is none, or it is not supported.</exception>
    public MemberContract FindElement(string name, string owner) =>
        membersByName.GetValueOrDefault(name) is { IsAttribute: false } member
            ? member
            : throw Refusal(name, owner, Elements);

    /// <summary>The JSON member called <paramref name="name"/> inside <paramref name="owner"/>.</summary>
    /// <exception cref="WireFormatException">There is none, or it is not supported.</exception>
    public MemberContract FindJsonMember(string name, string owner) =>
        membersByName.GetValueOrDefault(name) ?? throw Refusal(name, owner, Members);

    private WireFormatException Refusal(string name, string owner, IEnumerable<MemberContract> legal) =>
        adviceByUnsupportedName.TryGetValue(name, out var advice)
            ? WireFormatException.InvalidValue(name, $"'{name}' of '{owner}' is not supported. {advice}")
            : UnknownMember.In(owner, name, legal.Select(static x => x.Name));

    private static IEnumerable<Type> Lineage(Type? type) => type is null ? [] : [.. Lineage(type.BaseType), type];

    // Reflection promises no order; the metadata has the properties as the source declares them.
    private static IEnumerable<MemberContract> DeclaredMembers(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .OrderBy(static property => property.MetadataToken)
            .Select(MemberContract.Of)
            .OfType<MemberContract>();
}
