namespace GlusterEngine.Engine.Changes;

/// <summary>What a look says about a change without definite answer.</summary>
public enum ChangeVerdict
{
    /// <summary>It has happened.</summary>
    Happened,

    /// <summary>It has not, and cannot any more.</summary>
    DidNot,

    /// <summary>It has not yet; it has to be kept from happening before that is final.</summary>
    ToBePrevented,

    /// <summary>It cannot happen any more, and nobody can tell whether it has.</summary>
    Unknowable,

    /// <summary>Nobody can tell yet.</summary>
    Open,
}
