using GlusterEngine.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GlusterEngine.Data;

/// <summary>One rule for all names: PascalCase in C# is snake_case in SQL, an id column carries its table's name, an enum is its upper-case text.</summary>
internal static class DatabaseNames
{
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties()) Apply(entity, property);
        }
    }

    private static void Apply(IMutableEntityType entity, IMutableProperty property)
    {
        if (property.GetColumnName() == property.Name) property.SetColumnName(Snake(property.Name));
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (!type.IsEnum || property.GetValueConverter() is not null || property.GetProviderClrType() is not null) return;
        property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(UpperTextConverter<>).MakeGenericType(type))!);
        property.SetMaxLength(property.GetMaxLength() ?? 32);
    }

    private static string Snake(string name) =>
        string.Concat(name.Select(static (c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private sealed class UpperTextConverter<T>() : ValueConverter<T, string>(
        static value => value.ToUpperText(), static text => EnumText.Parse<T>(text) ?? Missing<T>(text))
        where T : struct, Enum;

    private static T Missing<T>(string text)
        where T : struct, Enum =>
        throw new InvalidOperationException($"The database holds '{text}' where a {typeof(T).Name} is expected; it was written by a newer engine.");
}
