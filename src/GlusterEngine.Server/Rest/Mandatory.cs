using System.Diagnostics.CodeAnalysis;
using GlusterEngine.Wire;

namespace GlusterEngine.Server.Rest;

/// <summary>Input that must be there (spec/rest.md 4).</summary>
internal static class Mandatory
{
    public static void Require([NotNull] string? value, string member)
    {
        if (string.IsNullOrEmpty(value))
            throw new FaultException(StatusCodes.Status400BadRequest, "Input validation failed.", $"Parameter '{member}' is mandatory but was not provided.");
    }

    /// <summary>Whose id is named, where something is referred to; null where nothing is.</summary>
    public static Guid? ReadReference(IdentifiedResource? reference, string member)
    {
        if (reference is null) return null;
        Require(reference.Id, member);
        return ReadId(reference.Id, member);
    }

    public static Guid? ReadId(string? value, string member)
    {
        if (value is null) return null;
        return Guid.TryParse(value, out var id) ? id : throw new FaultException(StatusCodes.Status400BadRequest, "Operation failed", $"{member}: '{value}' is no UUID.");
    }
}
