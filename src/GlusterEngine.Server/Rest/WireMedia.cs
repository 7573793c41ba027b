using GlusterEngine.Wire;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Rest;

/// <summary>The two media types of the API (spec/rest.md 1.2).</summary>
internal static class WireMedia
{
    public const string Xml = "application/xml";
    public const string Json = "application/json";

    /// <summary>What some clients still ask for; the answer calls itself <see cref="Xml"/> all the same.</summary>
    public const string OldXml = "text/xml";

    public static IReadOnlyList<string> Types { get; } = [Xml, OldXml, Json];

    public static string TypeOf(WireFormat format) => format == WireFormat.Xml ? Xml : Json;

    public static string HeaderOf(WireFormat format) => format == WireFormat.Xml ? Xml + ";charset=UTF-8" : Json;

    public static WireFormat FormatOf(string? contentType) =>
        contentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true ? WireFormat.Json : WireFormat.Xml;

    /// <summary>What to answer in when no formatter chose: JSON when the client asks for it before XML, else XML.</summary>
    public static WireFormat Accepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept.OrderByDescending(static type => type.Quality ?? 1)
            .FirstOrDefault(static type => type.MediaType.Value is Xml or OldXml or Json or "*/*");
        return accepted?.MediaType.Value == Json ? WireFormat.Json : WireFormat.Xml;
    }

    /// <summary>Lets <c>?accept=</c> stand in for the header, and leaves of each type only its name and its rank.</summary>
    public static Task ReadAcceptAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (context.Request.Query["accept"].ToString() is { Length: > 0 } accept) headers.Accept = accept;
        if (context.Request.GetTypedHeaders().Accept is { Count: > 0 } types) headers.Accept = WithoutParameters(types);
        return next(context);
    }

    /// <summary>
    /// To the framework a type with a parameter, such as <c>charset</c> or oVirt's old <c>detail</c>, is another one than that without, of which there is no
    /// formatter. To oVirt it is the same.
    /// </summary>
    private static string WithoutParameters(IEnumerable<MediaTypeHeaderValue> types) =>
        string.Join(", ", types.Select(static type => new MediaTypeHeaderValue(type.MediaType) { Quality = type.Quality }));

    /// <summary>Whether the client takes one of the two formats, or names none. What cannot be read as a type is none of the two either.</summary>
    public static bool IsAcceptable(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0) return string.IsNullOrWhiteSpace(request.Headers.Accept);
        return accepted.Any(static type => type.Quality is not 0
            && (type.MatchesAllTypes || Types.Any(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase) || (type.MatchesAllSubTypes && known.StartsWith($"{type.Type}/", StringComparison.OrdinalIgnoreCase)))));
    }
}
