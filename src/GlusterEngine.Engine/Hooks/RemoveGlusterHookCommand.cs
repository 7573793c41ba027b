using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Vds;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.Engine.Hooks;

/// <summary>Deletes a hook on all hosts of the cluster, which must be up: one that came back with it would bring it back.</summary>
public sealed class RemoveGlusterHookCommand(CommandServices services) : GlusterHookCommand<HookParameters>(services)
{
    public override ActionType ActionType => ActionType.RemoveGlusterHook;

    private protected override bool Removes => true;

    protected override IEnumerable<Refusal> Validate(HookSnapshot snapshot, HookParameters parameters) => HookCommandRefusals.NotUp(snapshot.Hosts, Cannot);

    protected override IEnumerable<Host> TargetsOf(HookSnapshot snapshot) => snapshot.Hosts;

    protected override VdsVerb<bool> VerbOf(HookSnapshot snapshot) => new HookRemoveVerb(snapshot.Hook.HookName);

    protected override void Note(GlusterHook hook, IReadOnlyList<GlusterServerHook> done, HookSnapshot snapshot)
    {
        foreach (var seen in done) (seen.Status, seen.ContentType, seen.Checksum) = (HookStatus.Missing, null, null);
    }
}
