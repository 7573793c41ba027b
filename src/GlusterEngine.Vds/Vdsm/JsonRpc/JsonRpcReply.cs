using System.Text.Json;

namespace GlusterEngine.Vds.Vdsm.JsonRpc;

/// <summary>A JSON-RPC 2.0 message of VDSM: exactly one of the three cases below.</summary>
internal abstract record JsonRpcReply
{
    private JsonRpcReply()
    {
    }

    /// <summary>The verb answered.</summary>
    /// <param name="Id">Of the request.</param>
    /// <param name="Value">What it answered.</param>
    public sealed record Result(string Id, JsonElement Value) : JsonRpcReply;

    /// <summary>The verb failed, or was not even tried.</summary>
    /// <param name="Id">Of the request; null where VDSM could not read that far.</param>
    /// <param name="Failure">Why.</param>
    public sealed record Error(string? Id, JsonRpcError Failure) : JsonRpcReply;

    /// <summary>Something that nobody asked: an event.</summary>
    public sealed record Notification : JsonRpcReply;
}
