namespace GlusterEngine.Wire;

/// <summary>An input document is refused. The message says what is wrong and what is legal, and may be shown to the sender.</summary>
public sealed class WireFormatException : Exception
{
    internal WireFormatException(WireErrorKind kind, string? member, string message, Exception? cause = null)
        : base(message, cause)
    {
        Kind = kind;
        Member = member;
    }

    /// <summary>What is wrong.</summary>
    public WireErrorKind Kind { get; }

    /// <summary>Element or JSON member at fault; null when the document as a whole is.</summary>
    public string? Member { get; }

    internal static WireFormatException Syntax(string? member, string message, Exception? cause = null) =>
        new(WireErrorKind.Syntax, member, message, cause);

    internal static WireFormatException InvalidValue(string member, string message) => new(WireErrorKind.InvalidValue, member, message);
}
