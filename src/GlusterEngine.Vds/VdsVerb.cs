using System.Xml.Linq;

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
}
