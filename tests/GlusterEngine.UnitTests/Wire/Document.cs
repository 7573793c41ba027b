using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using GlusterEngine.Wire;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>The codec on texts, and on types that are known at run time only.</summary>
internal static class Document
{
    private static readonly MethodInfo ReadMethod = typeof(WireCodec).GetMethod(nameof(WireCodec.Read))!;

    public static string Write(object resource, WireFormat format)
    {
        using var stream = new MemoryStream();
        WireCodec.WriteAsync(resource, format, stream, announce: null, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static T Read<T>(string text, WireFormat format)
        where T : class =>
        (T)Read(typeof(T), Encoding.UTF8.GetBytes(text), format);

    public static object Read(Type type, string text, WireFormat format) => Read(type, Encoding.UTF8.GetBytes(text), format);

    public static object Read(Type type, byte[] bytes, WireFormat format)
    {
        using var stream = new MemoryStream(bytes);
        try
        {
            return ReadMethod.MakeGenericMethod(type).Invoke(null, [stream, format])!;
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }
}
