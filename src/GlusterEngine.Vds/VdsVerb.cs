using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Vds.Tasks;
using GlusterEngine.Vds.Vdsm;
using GlusterEngine.Vds.Volumes;

namespace GlusterEngine.Vds;

/// <summary>One thing that can be said to a host. One verb is one file: arguments, reply, how it is said, how the reply is read.</summary>
/// <typeparam name="TReply">What the host answers.</typeparam>
public abstract record VdsVerb<TReply>
{
    /// <summary>Name for logs and errors: VDSM's verb name.</summary>
    public abstract string Name { get; }

    /// <summary>Whether saying it twice changes nothing.</summary>
    public abstract bool IsIdempotent { get; }

    /// <summary>Which of the three deadlines of <see cref="VdsOptions"/> applies.</summary>
    public abstract VdsDeadline Deadline { get; }

    /// <summary>How it is said to the gluster CLI: arguments after the common ones (<c>--mode=script --xml --timeout</c>).</summary>
    public abstract IReadOnlyList<string> CommandLine { get; }

    /// <summary>Reads a reply whose <c>opRet</c> is 0.</summary>
    /// <param name="cliOutput">The document's root.</param>
    /// <exception cref="FormatException">The document is not what the verb expects.</exception>
    public abstract TReply Parse(XElement cliOutput);

    /// <summary>Reads the reply of a command that answers in plain text although it was asked for XML; false when it is no such reply.</summary>
    /// <param name="output">Standard output of a run that ended with exit code 0.</param>
    /// <param name="reply">The answer.</param>
    public virtual bool TryParseText(string output, out TReply reply)
    {
        reply = default!;
        return false;
    }

    /// <summary>
    /// How it is said to VDSM: calls made one after the other, each after the one before answered. A change is a single call. None where VDSM has no
    /// verb for it, which is then what the reply says.
    /// </summary>
    public virtual IReadOnlyList<VdsmRequest> VdsmRequests => [];

    /// <summary>Reads the results of <see cref="VdsmRequests"/>; never called when there are none.</summary>
    /// <param name="results">One for each.</param>
    /// <exception cref="FormatException">They are not what the verb expects.</exception>
    public virtual TReply ParseVdsm(IReadOnlyList<JsonElement> results) => throw new FormatException($"{Name} is not read from VDSM.");

    /// <summary>
    /// The volume that an answer of VDSM shows no task of. VDSM leaves out without a word what it could not count (spec/vdsm.md 4.4), so that more is asked
    /// before this is believed. Null when the answer says no such thing.
    /// </summary>
    /// <param name="reply">The answer.</param>
    public virtual string? VolumeWithoutTask(TReply reply) => null;

    /// <summary>
    /// Why gluster refused, where VDSM lost the words (it does wherever gluster's exit code is not 0, spec/vdsm.md 5.2), from a look at the volume right
    /// after; null when that does not tell. Only what proves that nothing was changed counts for a change.
    /// </summary>
    /// <param name="volume">The volume.</param>
    /// <param name="tasks">Its tasks; empty when it is not started.</param>
    public virtual GlusterError? ExplainVdsm(VolumeDescription volume, IReadOnlyList<GlusterTask> tasks) => null;
}
