using System.Security.Claims;
using GlusterEngine.Engine.Commands;

namespace GlusterEngine.Server.Access;

/// <summary>A caller as ASP.NET knows users.</summary>
internal sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name)], scheme)
{
    public Caller Caller { get; } = caller;

    /// <summary>Who asks, of a request that is authenticated.</summary>
    public static Caller Of(ClaimsPrincipal principal) => ((CallerIdentity)principal.Identity!).Caller;
}
