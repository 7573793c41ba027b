using GlusterEngine.Vds.CommandLine;

namespace GlusterEngine.Vds.Simulated;

/// <summary>What the model says to a command line.</summary>
/// <param name="Outcome">What gluster prints, unless a fault eats it.</param>
internal sealed record SimulatedAnswer(CommandOutcome.Exited Outcome)
{
    private const int InternalError = 30800;

    /// <summary>Whether volumes, peers or tasks changed, so that the state has to be saved.</summary>
    public bool HasChanged { get; init; }

    /// <summary>How long the command takes.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether gluster never answers, as with a frozen process.</summary>
    public bool Hangs { get; init; }

    public static SimulatedAnswer Document(CliDocument document) => new(new CommandOutcome.Exited(0, document.Close(), ""));

    public static SimulatedAnswer PlainText(string text) => new(new CommandOutcome.Exited(1, text + "\n", ""));

    public static SimulatedAnswer Usage(string syntax) => new(new CommandOutcome.Exited(1, "", $"\nUsage:\n{syntax}\n\n"));

    /// <summary>A refusal whose document names the operation and repeats the words.</summary>
    /// <param name="operation">Such as <c>volStatus</c>.</param>
    /// <param name="words">Gluster's words.</param>
    /// <param name="exitCode">Exit code.</param>
    /// <param name="errno">Gluster's number.</param>
    public static SimulatedAnswer Refusal(string operation, string words, int exitCode = 0, int errno = InternalError) =>
        new(new CommandOutcome.Exited(exitCode, new CliDocument(-1, errno, words).Leaf("cliOp", operation).Leaf("output", words).Close(), ""));

    /// <summary>A refusal of a remove-brick, whose document has its own empty element.</summary>
    public static SimulatedAnswer EmptyRefusal(string element, string words, int errno = InternalError) =>
        Document(new CliDocument(-1, errno, words).Empty(element));

    /// <summary>A refusal of a rebalance start, whose document repeats the operation's number.</summary>
    public static SimulatedAnswer StartRefusal(int operation, string words, int errno = InternalError) =>
        Document(new CliDocument(-1, errno, words).Begin("volRebalance").Leaf("op", operation).End("volRebalance"));
}
