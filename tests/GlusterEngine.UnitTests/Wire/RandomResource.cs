using System.Collections;
using System.Reflection;
using GlusterEngine.Wire;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>Resources with random members, and texts that are hard on a codec.</summary>
internal sealed class RandomResource(int seed, WireFormat format)
{
    private static readonly string[] HardTexts =
    [
        "", " ", "\t", "\n", "\r", "\r\n", "  both ends  ", "<&>\"'", "]]>", "<!-- -->", "&#0;",
        "\\", "\"", "{}", "[]", "null", "true", "0", "-1",
        "é", "日本語", "😀", "\u0085", "\u2028", "\uFEFF", "\uFFFD", "/ovirt-engine/api?search={query}", "a;b=c",
    ];

    private static readonly string[] TextsThatXmlCannotHold = ["\u0001", "\u001b[31m", "\uFFFE", "\uFFFF"];

    private readonly Random random = new(seed);

    public object Create(Type type, int depth = 4)
    {
        var resource = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(static x => x.CanWrite))
        {
            if (depth > 0 && random.Next(3) > 0) property.SetValue(resource, CreateValue(property, depth - 1));
        }

        return resource;
    }

    private object CreateValue(PropertyInfo property, int depth)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!type.IsGenericType) return CreateContent(property, type, depth);

        var itemType = type.GetGenericArguments()[0];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        for (var count = random.Next(3); count > 0; count--) list.Add(CreateContent(property, itemType, depth));
        return list;
    }

    private object CreateContent(PropertyInfo property, Type type, int depth)
    {
        if (type == typeof(string)) return LegalValues(property) is { } values ? Pick(values) : CreateText();
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return Pick([0, -1, int.MinValue, int.MaxValue, random.Next()]);
        if (type == typeof(long)) return Pick([0L, -1L, long.MinValue, long.MaxValue, random.NextInt64()]);
        if (type == typeof(decimal)) return Pick([0m, 3.50m, -0.000001m, decimal.MaxValue, decimal.MinValue, (decimal)random.NextDouble()]);
        if (type == typeof(DateTimeOffset)) return CreateDate();
        return Create(type, depth);
    }

    private DateTimeOffset CreateDate()
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-10_000_000_000_000, 10_000_000_000_000));
        return date.ToOffset(TimeSpan.FromMinutes(15 * random.Next(-48, 49)));
    }

    private string CreateText()
    {
        string[] pieces = format == WireFormat.Json ? [.. HardTexts, .. TextsThatXmlCannotHold] : HardTexts;
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pick(pieces)));
    }

    private static IReadOnlyList<string>? LegalValues(PropertyInfo property)
    {
        var declaration = property.CustomAttributes.SingleOrDefault(static x => x.AttributeType.Name == "WireValuesAttribute");
        if (declaration is null) return null;
        var arguments = (IEnumerable<CustomAttributeTypedArgument>)declaration.ConstructorArguments[0].Value!;
        return [.. arguments.Select(static x => (string)x.Value!)];
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
