using System.Runtime.InteropServices;

namespace GlusterEngine.Vds.Bricks;

/// <summary>Extended attributes of files, which .NET does not read.</summary>
internal static class ExtendedAttribute
{
    private const int LongestValue = 4096;

    /// <summary>The value of an attribute, symbolic links not followed; null when the file or the attribute is not there or may not be read.</summary>
    /// <remarks>Why not, is what <see cref="Marshal.GetLastPInvokeError"/> says.</remarks>
    public static byte[]? Read(string path, string name)
    {
        var buffer = new byte[LongestValue];
        var length = Get(path, name, buffer, LongestValue);
        return length < 0 ? null : buffer[..(int)length];
    }

    [DllImport("libc", EntryPoint = "lgetxattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Get(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size);
}
