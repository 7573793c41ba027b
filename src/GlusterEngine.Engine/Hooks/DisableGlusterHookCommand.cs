using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>Lets gluster pass over a hook on all hosts that are up. Hosts that are not up or cannot do it are in conflict afterwards.</summary>
public sealed class DisableGlusterHookCommand(CommandServices services) : GlusterHookCommand<HookParameters>(services)
{
    public override ActionType ActionType => ActionType.DisableGlusterHook;

    protected override bool SufficesInPart => true;

    protected override IEnumerable<Refusal> Validate(HookSnapshot snapshot, HookParameters parameters) => [];

    protected override IEnumerable<Host> TargetsOf(HookSnapshot snapshot) => snapshot.Hosts;

    protected override VdsVerb<bool> VerbOf(HookSnapshot snapshot) => new HookDisableVerb(snapshot.Hook.HookName);

    protected override void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot)
    {
        hook.Status = HookStatus.Disabled;
        foreach (var seen in done) seen.Status = HookStatus.Disabled;
    }
}
