using System.Text.Json.Nodes;

namespace GlusterEngine.Testing.Vdsm;

/// <summary>What a verb of a <see cref="VdsmServer"/> answers: a result or an error.</summary>
public sealed record VdsmServerReply(JsonNode? Result, int Code = 0, string Message = "")
{
    public static VdsmServerReply Error(int code, string message) => new(Result: null, code, message);

    internal byte[] ToBody(JsonNode id)
    {
        var reply = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone() };
        if (Code == 0) reply["result"] = Result;
        else reply["error"] = new JsonObject { ["code"] = Code, ["message"] = Message };
        return System.Text.Encoding.UTF8.GetBytes(reply.ToJsonString());
    }
}
