namespace GlusterEngine.Server.Rest;

/// <summary>Ends a request with a fault. For what the edge finds out; commands answer with values.</summary>
internal sealed class FaultException(int status, string reason, string? detail) : Exception(detail ?? reason)
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public string? Detail { get; } = detail;

    public static FaultException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Invalid value", detail);
}
