namespace GlusterEngine.Model.Events;

/// <summary>How much an event matters.</summary>
public enum EventSeverity
{
    /// <summary>Something happened.</summary>
    Normal,

    /// <summary>Something to know.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Something to act on.</summary>
    Alert,
}
