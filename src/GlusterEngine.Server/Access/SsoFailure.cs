using GlusterEngine.Wire.Faults;

namespace GlusterEngine.Server.Access;

/// <summary>What broke while somebody logged in or out, in the form that clients read there: JSON, not a fault of the API.</summary>
internal static class SsoFailure
{
    /// <summary>Whether a request is a log-in or log-out.</summary>
    public static bool IsAbout(PathString path) =>
        path.StartsWithSegments("/ovirt-engine/sso", StringComparison.Ordinal) || path.StartsWithSegments("/ovirt-engine/services/sso-logout", StringComparison.Ordinal);

    public static Task WriteAsync(HttpContext context, int status, FaultResource fault)
    {
        context.Response.StatusCode = status;
        var code = status >= StatusCodes.Status500InternalServerError ? "server_error" : "invalid_request";
        return context.Response.WriteAsJsonAsync(new TokenError { ErrorCode = code, Error = fault.Detail ?? fault.Reason ?? "" }, context.RequestAborted);
    }
}
