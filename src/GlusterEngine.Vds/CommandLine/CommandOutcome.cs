namespace GlusterEngine.Vds.CommandLine;

/// <summary>How the run of a command line ended: exactly one of the three cases below.</summary>
public abstract record CommandOutcome
{
    private CommandOutcome()
    {
    }

    /// <summary>It ended by itself. With <c>--xml</c> gluster exits 0 for most failures, so the code says little (spec/gluster.md 0.5).</summary>
    /// <param name="ExitCode">Exit code.</param>
    /// <param name="Output">Standard output, UTF-8.</param>
    /// <param name="Error">Standard error, UTF-8.</param>
    public sealed record Exited(int ExitCode, string Output, string Error) : CommandOutcome
    {
        /// <summary>How long the program itself ran, where the way to it took time too; null when that is what the caller measures.</summary>
        public TimeSpan? Took { get; init; }
    }

    /// <summary>It never ran: no such program, no such host.</summary>
    /// <param name="Reason">What happened, for people.</param>
    public sealed record NotStarted(string Reason) : CommandOutcome
    {
        /// <summary>Whether somebody answers there who does not prove to be the host.</summary>
        public bool IsUntrusted { get; init; }
    }

    /// <summary>It ran and had to be killed, or was lost sight of; what it asked for may still happen.</summary>
    /// <param name="Reason">What happened, for people.</param>
    public sealed record TimedOut(string Reason) : CommandOutcome;
}
