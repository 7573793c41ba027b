using GlusterEngine.Wire;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>Every type of resource that is on the wire, found by its declaration, so that tests cover a new one as soon as it is there.</summary>
internal static class ResourceTypes
{
    private static readonly IReadOnlyList<(Type Type, string Name, string? Plural)> Declared = [.. Declarations()];

    /// <summary>Every type that can be the root of a document: each resource, and a collection of each that is listed.</summary>
    public static IReadOnlyList<Type> Roots { get; } =
        [.. Declared.Select(static declared => declared.Type), .. Declared.Where(static declared => declared.Plural is not null).Select(static declared => CollectionOf(declared.Type))];

    /// <summary>The type whose documents have this root; null when there is none.</summary>
    public static Type? OfRoot(string name)
    {
        var declared = Declared.FirstOrDefault(declared => declared.Name == name || declared.Plural == name);
        return declared.Type is null ? null : declared.Name == name ? declared.Type : CollectionOf(declared.Type);
    }

    private static Type CollectionOf(Type type) => typeof(CollectionResource<>).MakeGenericType(type);

    private static IEnumerable<(Type Type, string Name, string? Plural)> Declarations() =>
        from type in typeof(WireCodec).Assembly.GetTypes()
        from declaration in type.GetCustomAttributesData()
        where declaration.AttributeType.Name == "WireTypeAttribute"
        select (
            type,
            (string)declaration.ConstructorArguments[0].Value!,
            (string?)declaration.NamedArguments.SingleOrDefault(static argument => argument.MemberName == "Plural").TypedValue.Value);
}
