using GlusterEngine.Server.Rest;

namespace GlusterEngine.Server.Follow;

/// <summary>What a <c>follow</c> parameter asks for: <c>a,b.c</c> is a, b, and c below b (spec/rest.md 1.4). Pure.</summary>
internal sealed class FollowTree
{
    /// <summary>Links in a row that are followed. They lead in circles, and each circle multiplies what is answered.</summary>
    public const int MostLinks = 5;

    private readonly Dictionary<string, FollowTree> below = new(StringComparer.Ordinal);

    /// <summary>The names of links at this level, in lower case without underscores, with what is followed below each.</summary>
    public IReadOnlyDictionary<string, FollowTree> Below => below;

    /// <exception cref="FaultException">A path is too long.</exception>
    public static FollowTree Parse(string? text)
    {
        var root = new FollowTree();
        foreach (var path in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var tree = root;
            var names = path.Split('.', StringSplitOptions.TrimEntries);
            if (names.Length > MostLinks)
                throw FaultException.BadRequest($"follow: at most {MostLinks} links in a row are followed, and one of those named here has {names.Length}. Ask for what is farther away by its own address.");
            foreach (var name in names) tree = tree.Enter(Bare(name));
        }

        return root;
    }

    /// <summary>A link's name as it is compared.</summary>
    public static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private FollowTree Enter(string name)
    {
        if (!below.TryGetValue(name, out var tree)) below[name] = tree = new();
        return tree;
    }
}
