using GlusterEngine.Wire;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GlusterEngine.Server.Rest;

/// <summary>
/// Refuses flags that nobody can read. The specification (spec/rest.md 1.4) lets an unreadable word count as the default; but these flags decide whether something is
/// done at all, and how carefully, so that a misspelt <c>dry_run=treu</c> would do for real what was to be tried. Safety wins over likeness here.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReadableFlagsFilterAttribute : Attribute, IResourceFilter
{
    private static readonly string[] Flags = ["dry_run", "force", "override", "async", "auto_commit", "force_plan", "repeat_if_lost", "activate", "reboot"];

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var request = context.HttpContext.Request;
        foreach (var (name, values) in request.Query)
        {
            var flag = Array.Find(Flags, flag => string.Equals(Bare(flag), Bare(name), StringComparison.OrdinalIgnoreCase));
            if (flag is null) continue;
            if (!string.Equals(flag, name, StringComparison.OrdinalIgnoreCase) && !HttpMethods.IsGet(request.Method))
                throw FaultException.BadRequest($"There is no parameter '{name}'; write {flag}.");
            if (!WireBoolean.TryParseQuery(values, out _))
                throw FaultException.BadRequest($"{name}: '{values}' is neither true (true, t, yes, y, 1 or nothing) nor false (false, f, no, n, 0).");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
