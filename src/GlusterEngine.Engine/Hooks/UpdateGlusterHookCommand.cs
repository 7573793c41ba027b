using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>
/// Writes one content of a hook to the hosts that have another one: the engine's, or that of a host, which then is the engine's too. Whether it is enabled stays as it is on each.
/// </summary>
public sealed class UpdateGlusterHookCommand(CommandServices services) : GlusterHookCommand<UpdateHookParameters>(services)
{
    public override ActionType ActionType => ActionType.UpdateGlusterHook;

    protected override IEnumerable<Refusal> Validate(HookSnapshot snapshot, UpdateHookParameters parameters)
    {
        var differing = HookCommandRefusals.WithOtherContent(snapshot, snapshot.Hook.Checksum).ToList();
        if (differing.Count == 0) yield return HookCommandRefusals.NoConflict(snapshot, Cannot, "has another content of");
        if (parameters is { SourceId: null, SourceName: null })
        {
            foreach (var refusal in HookCommandRefusals.NotUp(differing, Cannot).Concat(HookCommandRefusals.NoContent(snapshot, Cannot))) yield return refusal;
        }
        else if (SourceOf(snapshot, parameters) is not { } source)
        {
            yield return HookCommandRefusals.NoSuchHost(parameters.SourceName ?? $"{parameters.SourceId}");
        }
        else
        {
            if (snapshot.On(source) is not { Status: not HookStatus.Missing } content) yield return HookCommandRefusals.NotThere(snapshot, source, Cannot);
            else differing = [source, .. HookCommandRefusals.WithOtherContent(snapshot, content.Checksum!)];
            foreach (var refusal in HookCommandRefusals.NotUp(differing, Cannot)) yield return refusal;
        }
    }

    protected override IEnumerable<Host> TargetsOf(HookSnapshot snapshot) => HookCommandRefusals.WithOtherContent(snapshot, snapshot.Content!.Checksum);

    protected override VdsVerb<bool> VerbOf(HookSnapshot snapshot) => new HookUpdateVerb(snapshot.Hook.HookName, snapshot.Content!);

    protected override void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot)
    {
        var content = snapshot.Content!;
        (hook.Content, hook.ContentType, hook.Checksum) = (content.Bytes.ToArray(), content.Type, content.Checksum);
        foreach (var seen in done) (seen.ContentType, seen.Checksum) = (content.Type, content.Checksum);
    }

    private protected override Host? SourceOf(HookSnapshot snapshot, UpdateHookParameters parameters) => parameters switch
    {
        { SourceId: { } id } => snapshot.Hosts.FirstOrDefault(host => host.Id == id),
        { SourceName: { } name } => snapshot.Hosts.FirstOrDefault(host => host.Name == name),
        _ => null,
    };
}
