namespace GlusterEngine.Server.Rest;

/// <summary>Where oVirt's answer to an unreadable document sends its reader (spec/rest.md 4). Pure.</summary>
internal static class Usage
{
    /// <summary>Path of the documentation; here it leads on to Swagger UI.</summary>
    public const string Documentation = "/ovirt-engine/apidoc";

    // Words of a path that have an underscore in oVirt's documentation.
    private static readonly string[] Kinds = ["volumes", "bricks", "hooks"];

    /// <summary>The sentence for a request.</summary>
    /// <param name="request">The request, whose path has the base of the API.</param>
    public static string Of(HttpRequest request)
    {
        var (service, method) = Operation(request.Method, request.Path.Value ?? "");
        return $"For correct usage, see: {OwnAddress.Of(request, Documentation)}#services/{service}/methods/{method}";
    }

    /// <summary>The service and the method of an operation as oVirt's documentation calls them.</summary>
    internal static (string Service, string Method) Operation(string method, string path)
    {
        var words = path.TrimEnd('/').Split('/').Where(static word => word.Length > 0).Skip(2).ToList();
        if (words.Count == 0) return ("system", "get");
        var isCollection = !IsId(words[^1]);
        // What is no id below an id or a collection is an action when it is posted, and a collection else.
        var isAction = isCollection && HttpMethods.IsPost(method) && words.Count > 1 && !words[^1].EndsWith('s');
        var owner = isAction ? words[^2] : words[^1];
        var above = words.LastIndexOf(owner) - 1;
        var service = !IsId(owner) ? Underscored(owner) : above < 0 ? "" : Underscored(words[above]).TrimEnd('s');
        return (service, isAction ? words[^1] : MethodOf(method, isCollection));
    }

    private static string MethodOf(string method, bool isCollection) =>
        HttpMethods.IsPost(method) ? "add"
        : HttpMethods.IsPut(method) ? "update"
        : HttpMethods.IsDelete(method) ? "remove"
        : isCollection ? "list" : "get";

    private static bool IsId(string word) => Guid.TryParse(word, out _) || long.TryParse(word, out _);

    private static string Underscored(string word) => Kinds.Aggregate(word, static (name, kind) => name == "gluster" + kind ? "gluster_" + kind : name);
}
