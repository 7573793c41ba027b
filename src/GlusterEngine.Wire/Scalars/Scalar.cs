using System.Text.Json;

namespace GlusterEngine.Wire.Scalars;

/// <summary>
/// How values of one .NET type are written and read. XML shows the text; JSON shows it as a string unless it says otherwise.
/// </summary>
internal abstract class Scalar
{
    private static readonly Dictionary<Type, Scalar> ByType = new()
    {
        [typeof(bool)] = new BooleanScalar(),
        [typeof(int)] = new IntegerScalar(int.MinValue, int.MaxValue, static number => (int)number),
        [typeof(long)] = new IntegerScalar(long.MinValue, long.MaxValue, static number => number),
        [typeof(decimal)] = new DecimalScalar(),
        [typeof(DateTimeOffset)] = new DateScalar(),
    };

    /// <summary>The scalar for <paramref name="type"/>; null when values of that type are resources.</summary>
    /// <param name="type">Type of a member or of a list's items.</param>
    /// <param name="values">The only texts that input may give; null when any text is legal.</param>
    public static Scalar? Of(Type type, IReadOnlyList<string>? values) =>
        type == typeof(string) ? new TextScalar(values) : ByType.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Reads what a document gives for <paramref name="member"/>.</summary>
    /// <exception cref="WireFormatException">It is no such value.</exception>
    public abstract object Parse(string text, string member);

    /// <summary>The value as XML shows it.</summary>
    public abstract string ToText(object value);

    /// <summary>Writes the value as JSON shows it.</summary>
    public virtual void WriteJson(Utf8JsonWriter writer, object value) => writer.WriteStringValue(ToText(value));

    /// <summary>What a message repeats of a bad value, which may be as long as the whole document.</summary>
    protected static string Excerpt(string text) => text.Length <= 80 ? text : text[..80] + "...";
}
