using System.Globalization;
using GlusterEngine.Vds.CommandLine;

namespace GlusterEngine.Vds.Fencing;

/// <summary>How a command line behind a fence ended.</summary>
/// <param name="Outcome">What the command printed, or what kept it from being run.</param>
/// <param name="State">What became of the generation.</param>
/// <param name="Value">What the generation was last seen to be; null when that is unknown or no number.</param>
public sealed record FencedOutcome(CommandOutcome Outcome, FenceState State, long? Value)
{
    private const string Mark = "\nglusterengine-fence: ";

    /// <summary>Reads what <c>fenced.sh</c> printed.</summary>
    public static FencedOutcome Read(CommandOutcome outcome)
    {
        if (outcome is CommandOutcome.NotStarted) return new(outcome, FenceState.Blind, Value: null);
        if (outcome is not CommandOutcome.Exited { Output: var output } exited || output.LastIndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var mark))
            return new(outcome, FenceState.Unsure, Value: null);
        var words = output[(mark + Mark.Length)..].Split(' ', 2, StringSplitOptions.TrimEntries);
        var value = words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        return new(exited with { Output = output[..mark] }, Enum.TryParse<FenceState>(words[0], ignoreCase: true, out var state) ? state : FenceState.Unsure, value);
    }
}
