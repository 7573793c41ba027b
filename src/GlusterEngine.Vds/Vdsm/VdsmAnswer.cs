using System.Text.Json;
using GlusterEngine.Vds.Vdsm.JsonRpc;

namespace GlusterEngine.Vds.Vdsm;

/// <summary>What became of a <see cref="VdsmRequest"/>: exactly one of the four cases below.</summary>
internal abstract record VdsmAnswer
{
    private VdsmAnswer()
    {
    }

    /// <summary>VDSM did it.</summary>
    /// <param name="Value">The result.</param>
    public sealed record Result(JsonElement Value) : VdsmAnswer;

    /// <summary>VDSM answered with an error.</summary>
    /// <param name="Error">Code and words.</param>
    public sealed record Failed(JsonRpcError Error) : VdsmAnswer;

    /// <summary>No byte of it left this engine.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record NotSent(string Reason) : VdsmAnswer;

    /// <summary>It was sent, perhaps in part, and no answer came; VDSM goes on with it.</summary>
    /// <param name="Reason">What happened, for people.</param>
    public sealed record Lost(string Reason) : VdsmAnswer;
}
