using GlusterEngine.Wire.Codec;
using GlusterEngine.Wire.Contracts;

namespace GlusterEngine.Wire;

/// <summary>
/// Makes XML and JSON of the resources, and reads both back (spec/rest.md 3). What a resource consists of is declared once, on its type.
/// </summary>
public static class WireCodec
{
    /// <summary>Writes <paramref name="resource"/> as a document, in UTF-8.</summary>
    /// <param name="resource">A resource that may be a root, or a <see cref="CollectionResource{TItem}"/> of such.</param>
    /// <param name="format">Form of the document.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Write(object resource, WireFormat format, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stream);
        var (rootName, contract) = RootOf(resource.GetType());
        if (format == WireFormat.Json) JsonResourceWriter.WriteDocument(resource, contract, stream);
        else XmlResourceWriter.WriteDocument(resource, rootName, contract, stream);
    }

    /// <inheritdoc cref="Write"/>
    public static async Task WriteAsync(object resource, WireFormat format, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = new MemoryStream();
        Write(resource, format, buffer);
        await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
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
