namespace GlusterEngine.Vds.Vdsm.JsonRpc;

/// <summary>The <c>error</c> of a reply.</summary>
/// <param name="Code">VDSM's code; see <see cref="VdsmErrorCode"/>.</param>
/// <param name="Message">VDSM's words.</param>
internal sealed record JsonRpcError(int Code, string Message);
