namespace GlusterEngine.Model.Access;

/// <summary>How a token is shown.</summary>
public enum TokenKind
{
    /// <summary>In the header <c>Authorization</c>.</summary>
    Bearer,

    /// <summary>In the cookie <c>JSESSIONID</c>.</summary>
    Session,
}
