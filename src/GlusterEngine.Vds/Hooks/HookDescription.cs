using GlusterEngine.Model.Hooks;

namespace GlusterEngine.Vds.Hooks;

/// <summary>A hook of a host.</summary>
/// <param name="Hook">Which.</param>
/// <param name="IsEnabled">Whether gluster runs it.</param>
/// <param name="ContentType">Of its content.</param>
/// <param name="Checksum">SHA-256 of its content, 64 hexadecimal digits in lower case.</param>
public sealed record HookDescription(HookName Hook, bool IsEnabled, HookContentType ContentType, string Checksum);
