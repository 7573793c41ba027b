namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>A STOMP 1.2 frame as it was read.</summary>
/// <param name="Command">Such as <c>MESSAGE</c>.</param>
/// <param name="Headers">Names and values in their order, unescaped.</param>
/// <param name="Body">The body; empty when there is none.</param>
internal sealed record StompFrame(string Command, IReadOnlyList<(string Name, string Value)> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The value of a header, the first one where it is repeated; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var header in Headers)
            {
                if (header.Name == name) return header.Value;
            }

            return null;
        }
    }
}
