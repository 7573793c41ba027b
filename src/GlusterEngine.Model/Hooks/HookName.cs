namespace GlusterEngine.Model.Hooks;

/// <summary>
/// Which hook: the command of gluster, when, and the name of the script. All three become parts of a path on hosts, so none of them can hold more than letters, digits and a
/// few signs, nor begin with one of those.
/// </summary>
public sealed record HookName
{
    /// <summary>Longest name of a command, in characters.</summary>
    public const int LongestCommand = 63;

    /// <summary>Longest name of a script, in characters.</summary>
    public const int LongestName = 200;

    private HookName(string command, HookStage stage, string name) => (Command, Stage, Name) = (command, stage, name);

    /// <summary>Gluster's command, such as <c>add-brick</c>: small letters, digits and <c>-</c>.</summary>
    public string Command { get; }

    /// <summary>Before or after it.</summary>
    public HookStage Stage { get; }

    /// <summary>Name of the script without the letter that enables it, such as <c>30samba-start.sh</c>: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</summary>
    public string Name { get; }

    /// <summary>What oVirt calls the hook, such as <c>start-POST-30samba-start.sh</c>.</summary>
    public string Key => $"{Command}-{Stage.ToUpperText()}-{Name}";

    /// <summary>The hook of these parts; null when they cannot be the parts of one.</summary>
    /// <param name="command">Gluster's command.</param>
    /// <param name="stage"><c>pre</c> or <c>post</c>, whatever the case.</param>
    /// <param name="name">The script.</param>
    public static HookName? Parse(string? command, string? stage, string? name) =>
        EnumText.Parse<HookStage>(stage) is { } when && IsCommand(command) && IsName(name) ? new(command!, when, name!) : null;

    /// <inheritdoc/>
    public override string ToString() => Key;

    private static bool IsCommand(string? text) =>
        text is { Length: > 0 and <= LongestCommand } && char.IsAsciiLetterLower(text[0]) && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsName(string? text) =>
        text is { Length: > 0 and <= LongestName } && char.IsAsciiLetterOrDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
