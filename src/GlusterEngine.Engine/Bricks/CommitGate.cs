using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Tasks;

namespace GlusterEngine.Engine.Bricks;

/// <summary>Judges whether a migration may be committed without losing a file. Pure.</summary>
internal static class CommitGate
{
    /// <summary>No evidence, because the engine stopped.</summary>
    public static GateReport Interrupted { get; } =
        new([new("ENGINE_STOPPED", "The engine was stopped while it collected the evidence.", "Ask again.", MayBeOverridden: false)], [], [], 0, 0);

    /// <summary>No evidence, because the database did not answer meanwhile.</summary>
    public static GateReport NotCollected { get; } =
        new([new("EVIDENCE_NOT_COLLECTED", "The database did not answer while the evidence was collected.", "Ask again.", MayBeOverridden: false)], [], [], 0, 0);

    public static GateReport Judge(GateEvidence evidence)
    {
        var findings = Migration(evidence).Concat(Heals(evidence)).Concat(Leftovers(evidence)).ToList();
        var scans = evidence.Scans.Where(static look => look.Scan is not null).ToList();
        return new(
            findings,
            [.. scans.Select(static look => look.Brick.ToString())],
            [.. scans.SelectMany(static look => look.Scan!.FirstPaths.Select(path => $"{look.Brick}/{path}")).Take(100)],
            scans.Sum(static look => look.Scan!.Files),
            scans.Sum(static look => look.Scan!.Bytes));
    }

    private static IEnumerable<GateFinding> Migration(GateEvidence evidence)
    {
        if (evidence.Nodes is not { } nodes)
        {
            yield return new("STATUS_UNREADABLE", $"The state of the migration could not be read: {evidence.Problem}", "Try again; see the hosts' states.", MayBeOverridden: false);
            yield break;
        }

        foreach (var (peer, name) in evidence.Expected)
        {
            if (nodes.All(node => node.PeerUuid != peer))
                yield return new("NODE_MISSING", $"Node {name} holds a brick that leaves and did not answer.", "Bring its glusterd up and wait for the migration there.", MayBeOverridden: false);
        }

        // A node that has nothing to do with it may be listed as not started.
        foreach (var node in nodes.Where(node => node.Status != GlusterTaskStatus.NotStarted || evidence.Expected.ContainsKey(node.PeerUuid)))
        {
            foreach (var finding in Node(node, evidence.Expected.GetValueOrDefault(node.PeerUuid) ?? node.PeerUuid.ToString(), evidence.IsEmptied)) yield return finding;
        }
    }

    /// <summary>A migration that failed has no other way to its end once an operator moved the rest by hand; then the empty bricks are the evidence.</summary>
    private static IEnumerable<GateFinding> Node(TaskNode node, string name, bool isEmptied)
    {
        var orCommit = isEmptied ? " Nothing is left on its bricks: or commit with override=true and a reason." : "";
        if (node.Status is GlusterTaskStatus.InProgress)
            yield return new("MIGRATION_RUNNING", $"Node {name} still moves files.", "Wait for its end.", MayBeOverridden: false);
        else if (node.Status is not GlusterTaskStatus.Completed)
            yield return new("MIGRATION_INCOMPLETE", $"Node {name} did not complete: {node.Status}.", $"Stop the migration with stopmigrate, mend the node, and start it again.{(node.Status is GlusterTaskStatus.Failed ? orCommit : "")}",
                MayBeOverridden: isEmptied && node.Status is GlusterTaskStatus.Failed);
        if (node.Failed > 0)
            yield return new("FILES_FAILED", $"Node {name} could not move {node.Failed} files.", $"See the rebalance log of the node, remove the cause, then stopmigrate and migrate again.{orCommit}", MayBeOverridden: isEmptied);
        if (node.Skipped > 0)
            yield return new("FILES_SKIPPED", $"Node {name} passed over {node.Skipped} files.", "Stop the migration with stopmigrate and start it again, or commit with override=true and a reason.", MayBeOverridden: true);
    }

    private static IEnumerable<GateFinding> Heals(GateEvidence evidence)
    {
        if (evidence.HealsAreUncounted)
            yield return new("HEAL_UNKNOWN", "Whether a heal is pending on the bricks that stay is not known: gluster counts heals of replicated volumes only.", "Look with gluster volume heal NAME info, then commit with override=true and a reason.", MayBeOverridden: true);
        else if (evidence.Heals is null)
            yield return new("HEAL_UNKNOWN", "Whether a heal is pending on the bricks that stay could not be read.", "Try again; see that the self-heal daemons run.", MayBeOverridden: false);
        foreach (var heal in evidence.Heals ?? [])
        {
            if (heal.Entries is null)
                yield return new("HEAL_UNKNOWN", $"Brick {heal.Address} stays and did not tell whether a heal is pending.", "Bring the brick up.", MayBeOverridden: false);
            else if (heal.Entries > 0)
                yield return new("HEAL_PENDING", $"{heal.Entries} entries of brick {heal.Address}, which stays, wait for a heal.", "Wait for the self-heal, or start it with gluster volume heal.", MayBeOverridden: false);
        }
    }

    private static IEnumerable<GateFinding> Leftovers(GateEvidence evidence)
    {
        foreach (var (brick, scan, problem) in evidence.Scans)
        {
            if (scan is null)
                yield return new("BRICK_UNREADABLE", $"The files on brick {brick} could not be counted: {problem}", "Try again, or look yourself and commit with override=true and a reason.", MayBeOverridden: true);
            else if (scan.Files > 0)
                yield return new("FILES_LEFT", $"{scan.Files} files of {scan.Bytes} bytes lie on brick {brick}.", "Copy them through a mount or start the migration again, or commit with override=true and a reason.", MayBeOverridden: true);
            else if (!scan.IsComplete)
                yield return new("BRICK_NOT_ALL_READ", $"Brick {brick} is too large to be looked at in the time given (Vds:BrickScanSeconds).", "Give it more time, or look yourself and commit with override=true and a reason.", MayBeOverridden: true);
        }
    }
}
