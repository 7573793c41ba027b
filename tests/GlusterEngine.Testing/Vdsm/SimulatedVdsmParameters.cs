using System.Text.Json.Nodes;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>
/// The parameters of a call by name. A missing one is an error of its own kind, as in VDSM, which passes parameters on by position.
/// </summary>
internal sealed class SimulatedVdsmParameters(IReadOnlyDictionary<string, JsonNode?> given)
{
    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    public string? TextOrNull(string name) => Find(name)?.GetValue<string>();

    public bool Flag(string name) => Find(name)?.GetValue<bool>() ?? throw Missing(name);

    public int Number(string name) => Find(name)?.GetValue<int>() ?? throw Missing(name);

    public IReadOnlyList<string> Texts(string name) => [.. (Find(name) ?? throw Missing(name)).AsArray().Select(static item => item!.GetValue<string>())];

    /// <summary>The value as a word of a command line, or no word where it is the given one.</summary>
    public string[] Optional(string name, string none) => Text(name) is var text && text == none ? [] : [text];

    private JsonNode? Find(string name) => given.TryGetValue(name, out var value) ? value : throw Missing(name);

    private static SimulatedVdsmException Missing(string name) => new(-32603, $"Internal JSON-RPC error: {{'reason': \"missing required argument: '{name}'\"}}");
}
