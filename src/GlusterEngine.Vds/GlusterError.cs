namespace GlusterEngine.Vds;

/// <summary>Gluster's refusal in its own words.</summary>
/// <param name="OpRet"><c>opRet</c> of the reply; -1 for plain-text failures.</param>
/// <param name="OpErrno"><c>opErrno</c> of the reply, gluster's own numbers from 30800 on; 0 when it gave none.</param>
/// <param name="Text"><c>opErrstr</c>, or the plain text.</param>
/// <param name="Meaning">What it means (spec/gluster.md 2.4).</param>
public sealed record GlusterError(int OpRet, int OpErrno, string Text, GlusterErrorMeaning Meaning);
