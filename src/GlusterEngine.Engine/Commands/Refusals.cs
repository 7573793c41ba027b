namespace GlusterEngine.Engine.Commands;

/// <summary>Refusals that several commands share. Keys are oVirt's (spec/engine.md 1.5); texts are our own.</summary>
internal static class Refusals
{
    public static Refusal NotFound(string kind, Guid id) => new(
        "ENTITY_NOT_FOUND", $"There is no {kind} with id {id}.", RefusalKind.NotFound);

    /// <summary>Something that only the body names. oVirt looks for it before the operation, so its words are no list of reasons (spec/rest.md 4).</summary>
    public static Refusal EntityNotFound(string kind, Guid id) =>
        new("ENTITY_NOT_FOUND", $"Entity not found: {id}. There is no such {kind}.", RefusalKind.NotFound) { Reason = "Operation Failed" };

    public static Refusal BadName(string kind, string? name) => new(
        "ACTION_TYPE_FAILED_NAME_MAY_NOT_CONTAIN_SPECIAL_CHARS",
        $"'{name}' cannot be the name of a {kind}: use 1 to 255 letters, digits, '.', '_' or '-'.",
        RefusalKind.BadParameters);

    public static Refusal NameTaken(string kind, string name) => new(
        "ACTION_TYPE_FAILED_NAME_ALREADY_USED", $"There is a {kind} named '{name}' already; choose another name.", RefusalKind.Conflict);
}
