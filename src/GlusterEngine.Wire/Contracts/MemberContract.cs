using System.Collections;
using System.Reflection;
using GlusterEngine.Wire.Scalars;

namespace GlusterEngine.Wire.Contracts;

/// <summary>One member of a resource, as its attributes declare it.</summary>
internal sealed class MemberContract
{
    private readonly PropertyInfo property;
    private readonly Type contentType;
    private readonly bool showsEmptyList;

    private MemberContract(PropertyInfo property, WireMemberAttribute? member, WireItemsAttribute? items)
    {
        this.property = property;
        showsEmptyList = items is null or { ShowsEmptyArray: true };
        var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        contentType = isList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        IsAttribute = member is { IsAttribute: true };
        Shape = items is not null ? MemberShape.Repeated : isList ? MemberShape.Wrapped : MemberShape.Single;
        ItemName = member?.Item ?? contentType.GetCustomAttribute<WireTypeAttribute>()?.Name ?? "";
        Name = member?.Name ?? ItemName;
        Scalar = Scalar.Of(contentType, property.GetCustomAttribute<WireValuesAttribute>()?.Values);
    }

    /// <summary>XML element or attribute, and JSON member.</summary>
    public string Name { get; }

    /// <summary>Element of each item of a list.</summary>
    public string ItemName { get; }

    /// <summary>Whether XML has it as an attribute.</summary>
    public bool IsAttribute { get; }

    /// <summary>How often the content comes.</summary>
    public MemberShape Shape { get; }

    /// <summary>How the content is written and read; null when it is a resource.</summary>
    public Scalar? Scalar { get; }

    /// <summary>Type of the content, or of each item of a list.</summary>
    public Type ContentType => contentType;

    /// <summary>What the content consists of when it is a resource. Looked up late, for resources contain each other.</summary>
    public ResourceContract Content => ResourceContract.Of(contentType);

    /// <summary>The declaration of <paramref name="property"/>; null when it is not on the wire.</summary>
    public static MemberContract? Of(PropertyInfo property)
    {
        var member = property.GetCustomAttribute<WireMemberAttribute>();
        var items = property.GetCustomAttribute<WireItemsAttribute>();
        return member is null && items is null ? null : new MemberContract(property, member, items);
    }

    /// <summary>The value in <paramref name="resource"/>.</summary>
    public object? Get(object resource) => property.GetValue(resource);

    /// <summary>Puts a value read from a document into <paramref name="resource"/>.</summary>
    public void Set(object resource, object value) => property.SetValue(resource, value);

    /// <summary>Puts the items read from a document into <paramref name="resource"/>.</summary>
    public void SetList(object resource, IReadOnlyList<object> values)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(contentType))!;
        foreach (var value in values) list.Add(value);
        property.SetValue(resource, list);
    }

    /// <summary>Whether JSON leaves <paramref name="value"/> out.</summary>
    public bool IsLeftOut(object? value) => value is null || (!showsEmptyList && value is ICollection { Count: 0 });
}
