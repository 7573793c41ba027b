namespace GlusterEngine.Engine.Tasks;

/// <summary>What became of one look at the tasks of a cluster.</summary>
/// <param name="View">What was seen; null when nothing was.</param>
/// <param name="ListHung">Whether a question for the list of tasks hung, so that it must not be repeated at once.</param>
/// <param name="Rests">Whether nothing was asked, because the question hung not long ago.</param>
public sealed record TaskLook(ClusterTaskView? View, bool ListHung = false, bool Rests = false);
