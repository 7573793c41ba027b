using GlusterEngine.Wire;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace GlusterEngine.Server.Rest;

/// <summary>Writes answers with the wire codec; one instance per format, XML first because it is the default.</summary>
internal sealed class WireOutputFormatter : OutputFormatter
{
    private readonly WireFormat format;

    public WireOutputFormatter(WireFormat format)
    {
        this.format = format;
        SupportedMediaTypes.Add(WireMedia.TypeOf(format));
        if (format == WireFormat.Xml) SupportedMediaTypes.Add(WireMedia.OldXml);
    }

    protected override bool CanWriteType(Type? type) => type?.Namespace?.StartsWith("GlusterEngine.Wire", StringComparison.Ordinal) == true;

    public override async Task WriteResponseBodyAsync(OutputFormatterWriteContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = WireMedia.HeaderOf(format);
        await WireCodec.WriteAsync(context.Object!, format, response.Body, length => response.ContentLength = length, context.HttpContext.RequestAborted);
    }
}
