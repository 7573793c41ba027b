namespace GlusterEngine.Server.Idempotency;

/// <summary>How a request stands to the one that had its key first.</summary>
internal enum KeyState
{
    /// <summary>It is another request: 422.</summary>
    Different,

    /// <summary>There is an answer: give it again.</summary>
    Answered,

    /// <summary>An engine works on it: wait for the answer.</summary>
    InFlight,

    /// <summary>It was carried out, and its answer is lost: look what became of it, and tell.</summary>
    Written,

    /// <summary>Nobody works on it and nothing was written: do it.</summary>
    Abandoned,
}
