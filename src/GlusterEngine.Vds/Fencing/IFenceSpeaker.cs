namespace GlusterEngine.Vds.Fencing;

/// <summary>Says the questions of a fence to one host.</summary>
/// <typeparam name="TAnswer">What the transport hands back when the command itself is kept back.</typeparam>
internal interface IFenceSpeaker<TAnswer>
    where TAnswer : class
{
    /// <summary>Says a verb.</summary>
    Task<(TAnswer Answer, VdsReply<TReply> Reply)> SayAsync<TReply>(VdsVerb<TReply> verb, CancellationToken cancellationToken);
}
