using System.Text.Json;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Hooks;

/// <summary>All hooks of a host.</summary>
public sealed record HookListVerb : HookVerb<IReadOnlyList<HookDescription>>
{
    /// <inheritdoc/>
    public override string Name => "GlusterHook.list";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterHook.list")];

    /// <inheritdoc/>
    public override IReadOnlyList<HookDescription> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"hooksList":[{"name":"30samba-start.sh","status":"ENABLED","mimetype":"text/x-shellscript","command":"start","level":"POST","md5sum":"","checksum":"SHA-256"}]}
        var hooks = results[0].Items("hooksList").Select(Parse).OfType<HookDescription>().ToList();
        return Distinct(hooks);
    }

    internal override Task<VdsReply<IReadOnlyList<HookDescription>>> SayAsync(IHookDirectory directory, VdsHost host, TimeSpan limit, CancellationToken cancellationToken) =>
        directory.ListAsync(host, limit, cancellationToken);

    /// <summary>Each hook once, in the order of their names; of an enabled and a disabled file of the same hook gluster runs the first.</summary>
    internal static IReadOnlyList<HookDescription> Distinct(IEnumerable<HookDescription> found) =>
        [.. found.OrderByDescending(static hook => hook.IsEnabled).DistinctBy(static hook => hook.Hook).OrderBy(static hook => hook.Hook.Key, StringComparer.Ordinal)];

    private static HookDescription? Parse(JsonElement hook)
    {
        var (command, level, name) = (hook.Text("command"), hook.Text("level"), hook.Text("name"));
        var isEnabled = hook.Text("status") switch
        {
            "ENABLED" => true,
            "DISABLED" => false,
            var other => throw new FormatException($"'{other}' is no status of a hook."),
        };
        // Names that no path can be made of safely are passed over, as among files.
        return HookName.Parse(command, level, name) is { } known ? new(known, isEnabled, TypeOf(hook.TextOrNull("mimetype")), hook.Text("checksum").ToLowerInvariant()) : null;
    }

    private static HookContentType TypeOf(string? mediaType) => mediaType is null || mediaType.Contains("text", StringComparison.Ordinal) ? HookContentType.Text : HookContentType.Binary;
}
