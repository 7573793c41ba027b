using System.Text;
using GlusterEngine.Engine.Commands;
using GlusterEngine.Vds.Fencing;

namespace GlusterEngine.Engine.Volumes;

/// <summary>
/// What forbids an option of a volume. A newline in a value keeps glusterd from ever starting again, and 4 kB end it at once (spec/gluster.md 5), so neither
/// gets there. Pure.
/// </summary>
internal static class OptionRefusals
{
    /// <summary>Most bytes of a value, in UTF-8.</summary>
    public const int LongestValue = 1000;

    private const int LongestName = 255;

    // Words of gluster's command line: "volume reset V force" resets all options.
    private static readonly string[] Words = ["all", "force", "help", "help-xml"];

    // Stands for the options that a file on the host lists; oVirt sets group=virt.
    private const string Group = "group";

    public static IEnumerable<Refusal> Of(string name, string value, string cannot)
    {
        foreach (var refusal in OfName(name, cannot)) yield return refusal;
        if (value.Length == 0)
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_VALUE", $"{cannot} Option {Shown(name)} needs a value; to take it back to its default, reset it.", RefusalKind.BadParameters);
        else if (value.Any(char.IsControl) || !IsText(value))
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_VALUE", $"{cannot} The value of option {Shown(name)} has a control character in it, which would keep glusterd from starting again; leave it out.", RefusalKind.BadParameters);
        else if (Encoding.UTF8.GetByteCount(value) is > LongestValue and var bytes)
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_VALUE", $"{cannot} The value of option {Shown(name)} has {bytes} bytes, and gluster can bear {LongestValue}; shorten it.", RefusalKind.BadParameters);
        else if (name.Equals(Group, StringComparison.OrdinalIgnoreCase) && !IsFileName(value))
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_VALUE", $"{cannot} The value of option {Group} is the name of a file in gluster's folder of groups: use letters, digits, '.', '-' or '_', such as virt.", RefusalKind.BadParameters);
    }

    /// <summary>Of options that are set together: gluster would take the last value, which may not be the one that was meant.</summary>
    public static IEnumerable<Refusal> Twice(IEnumerable<string> names, string cannot) => names.GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Skip(1).Any())
        .Select(group => new Refusal("ACTION_TYPE_FAILED_BAD_OPTION_NAME", $"{cannot} Option {Shown(group.Key)} is given more than once; say one value.", RefusalKind.BadParameters));

    public static IEnumerable<Refusal> Reset(string name, string cannot)
    {
        foreach (var refusal in OfName(name, cannot)) yield return refusal;
        if (name.StartsWith("user.", StringComparison.Ordinal) && name != VolumeFence.Option)
        {
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_NAME",
                $"{cannot} Gluster cannot remove a single option of users such as {Shown(name)}: set it to another value, or reset all options.", RefusalKind.BadParameters);
        }
    }

    private static IEnumerable<Refusal> OfName(string name, string cannot)
    {
        if (name.Equals(VolumeFence.Option, StringComparison.OrdinalIgnoreCase))
        {
            yield return new("ACTION_TYPE_FAILED_OPTION_OF_THE_ENGINE",
                $"{cannot} {VolumeFence.Option} is the engine's own: it tells late commands from new ones. To take gluster's word for it, POST resync.", RefusalKind.BadParameters);
        }
        else if (Words.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_NAME",
                $"{cannot} '{name}' is a word of gluster's command line and no option. To take all options back to their defaults, POST resetalloptions.", RefusalKind.BadParameters);
        }
        else if (name.Length is 0 or > LongestName || name[0] == '-' || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '*'))
        {
            yield return new("ACTION_TYPE_FAILED_BAD_OPTION_NAME",
                $"{cannot} '{Shown(name)}' cannot be the name of an option: use 1 to {LongestName} letters, digits, '.', '-' or '_', such as cluster.min-free-disk.", RefusalKind.BadParameters);
        }
    }

    /// <summary>Whether it names a file in the folder that gluster looks in, and no other.</summary>
    private static bool IsFileName(string value) => value[0] is not ('.' or '-') && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static string Shown(string name) => string.Concat(name.Where(static c => !char.IsControl(c)).Take(80));

    /// <summary>Whether it is made of whole characters: half of one cannot be written.</summary>
    private static bool IsText(string value)
    {
        try
        {
            _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetByteCount(value);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
