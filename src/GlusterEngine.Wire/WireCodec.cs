using GlusterEngine.Wire.Codec;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire;

/// <summary>
/// Makes XML and JSON of the resources, and reads both back (spec/rest.md 3). What a resource consists of is declared once, on its type.
/// </summary>
public static class WireCodec
{
    /// <summary>Writes <paramref name="resource"/> as a document, in UTF-8. Nothing is sent before the whole document is made.</summary>
    /// <param name="resource">A resource that may be a root, or a <see cref="CollectionResource{TItem}"/> of such.</param>
    /// <param name="format">Form of the document.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="announce">Told the length in bytes before the first of them is sent; null when nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public static async Task WriteAsync(object resource, WireFormat format, Stream stream, Action<long>? announce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stream);
        var (rootName, contract) = RootOf(resource.GetType());
        using var document = new DocumentBuffer();
        if (format == WireFormat.Json) JsonResourceWriter.WriteDocument(resource, contract, document);
        else XmlResourceWriter.WriteDocument(resource, rootName, contract, document);
        announce?.Invoke(document.Length);
        foreach (var piece in document.Pieces) await stream.WriteAsync(piece, cancellationToken);
    }

    /// <summary>Reads a document. Unknown XML attributes are ignored; all else that is not declared is refused.</summary>
    /// <typeparam name="T">A resource that may be a root, or a <see cref="CollectionResource{TItem}"/> of such.</typeparam>
    /// <param name="stream">Where from; left open.</param>
    /// <param name="format">Form of the document.</param>
    /// <exception cref="WireFormatException">The document is refused.</exception>
    public static T Read<T>(Stream stream, WireFormat format)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = InputBuffer.Fill(stream);
        return Parse<T>(buffer, format);
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<T> ReadAsync<T>(Stream stream, WireFormat format, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = await InputBuffer.FillAsync(stream, cancellationToken);
        return Parse<T>(buffer, format);
    }

    private static T Parse<T>(MemoryStream buffer, WireFormat format)
        where T : class
    {
        var (rootName, contract) = RootOf(typeof(T));
        return (T)(format == WireFormat.Json
            ? JsonResourceReader.ReadDocument(buffer, rootName, contract)
            : XmlResourceReader.ReadDocument(buffer, rootName, contract));
    }

    private static (string RootName, ResourceContract Contract) RootOf(Type type)
    {
        var contract = ResourceContract.Of(type);
        return (contract.RootName ?? throw new InvalidOperationException($"{type.Name} is only ever a part of a document."), contract);
    }
}
