namespace GlusterEngine.Vds.Vdsm.Stomp;

/// <summary>What a frame may take of memory.</summary>
/// <param name="HeadBytes">Command and headers, up to the empty line.</param>
/// <param name="BodyBytes">The body.</param>
internal sealed record StompLimits(int HeadBytes, int BodyBytes)
{
    /// <summary>VDSM's own heads have some 150 bytes.</summary>
    public const int DefaultHeadBytes = 8 * 1024;
}
