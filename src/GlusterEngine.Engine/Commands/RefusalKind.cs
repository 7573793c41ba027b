namespace GlusterEngine.Engine.Commands;

/// <summary>Whose fault a refusal is; decides the HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The object does not exist.</summary>
    NotFound,

    /// <summary>The request can never be carried out as it is.</summary>
    BadParameters,

    /// <summary>The request does not fit the present state; it may later.</summary>
    Conflict,

    /// <summary>The caller lacks the right.</summary>
    Denied,
}
