using GlusterEngine.Wire;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Net.Http.Headers;

namespace GlusterEngine.Server.Rest;

/// <summary>Reads request bodies with the wire codec. What it refuses becomes a fault in <see cref="FaultMiddleware"/>.</summary>
internal sealed class WireInputFormatter : InputFormatter
{
    public WireInputFormatter()
    {
        foreach (var type in WireMedia.Types) SupportedMediaTypes.Add(type);
    }

    // The base takes application/vnd.anything+json for JSON as well, which has other rules.
    public override bool CanRead(InputFormatterContext context) =>
        MediaTypeHeaderValue.TryParse(context.HttpContext.Request.ContentType, out var type)
        && WireMedia.Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
        && base.CanRead(context);

    protected override bool CanReadType(Type type) => type.Namespace?.StartsWith("GlusterEngine.Wire", StringComparison.Ordinal) == true;

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var format = WireMedia.FormatOf(context.HttpContext.Request.ContentType);
        var body = context.HttpContext.Request.Body;
        var token = context.HttpContext.RequestAborted;
        var read = typeof(WireCodec).GetMethod(nameof(WireCodec.ReadAsync))!.MakeGenericMethod(context.ModelType);
        var task = (Task)read.Invoke(null, [body, format, token])!;
        await task;
        return await InputFormatterResult.SuccessAsync(((dynamic)task).Result);
    }
}
