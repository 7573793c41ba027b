using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>Writes a hook, as the engine knows it, to the hosts that do not have it.</summary>
public sealed class AddGlusterHookCommand(CommandServices services) : GlusterHookCommand<HookParameters>(services)
{
    public override ActionType ActionType => ActionType.AddGlusterHook;

    protected override IEnumerable<Refusal> Validate(HookSnapshot snapshot, HookParameters parameters)
    {
        var targets = TargetsOf(snapshot).ToList();
        if (targets.Count == 0) yield return HookCommandRefusals.NoConflict(snapshot, Cannot, "lacks");
        foreach (var refusal in HookCommandRefusals.NotUp(targets, Cannot).Concat(HookCommandRefusals.NoContent(snapshot, Cannot))) yield return refusal;
    }

    protected override IEnumerable<Host> TargetsOf(HookSnapshot snapshot) => HookCommandRefusals.WithoutHook(snapshot);

    protected override VdsVerb<bool> VerbOf(HookSnapshot snapshot) => new HookAddVerb(snapshot.Hook.HookName, snapshot.Content!, snapshot.Hook.Status == HookStatus.Enabled);

    protected override void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot)
    {
        foreach (var seen in done) (seen.Status, seen.ContentType, seen.Checksum) = (snapshot.Hook.Status, snapshot.Content!.Type, snapshot.Content.Checksum);
    }
}
