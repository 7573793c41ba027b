using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>Lets gluster run a hook on all hosts that are up. Hosts that are not up or cannot do it are in conflict afterwards.</summary>
public sealed class EnableGlusterHookCommand(CommandServices services) : GlusterHookCommand<HookParameters>(services)
{
    public override ActionType ActionType => ActionType.EnableGlusterHook;

    protected override bool SufficesInPart => true;

    protected override IEnumerable<Refusal> Validate(HookSnapshot snapshot, HookParameters parameters) => [];

    protected override IEnumerable<Host> TargetsOf(HookSnapshot snapshot) => snapshot.Hosts;

    protected override VdsVerb<bool> VerbOf(HookSnapshot snapshot) => new HookEnableVerb(snapshot.Hook.HookName);

    protected override void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot)
    {
        hook.Status = HookStatus.Enabled;
        foreach (var seen in done) seen.Status = HookStatus.Enabled;
    }
}
