namespace GlusterEngine.Engine.Tasks;

/// <summary>What became of the wish to move a volume's generation on in gluster.</summary>
public enum MoveOnOutcome
{
    /// <summary>Nothing that was said under an older generation happens any more.</summary>
    Done,

    /// <summary>Gluster keeps what it kept.</summary>
    NotDone,

    /// <summary>Gluster may have been changed, or be about to.</summary>
    Unsure,
}
