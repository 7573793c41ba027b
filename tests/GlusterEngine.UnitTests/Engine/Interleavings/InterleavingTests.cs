using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GlusterEngine.Data.Tasks;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using Xunit;

namespace GlusterEngine.UnitTests.Engine.Interleavings;

/// <summary>Users, the command line, looks, lost answers, nodes and engines that die, in any order: what must hold all the time, and in the end.</summary>
public sealed class InterleavingTests
{
    // Always the same ones, so that a change is judged by what it changed. INTERLEAVINGS=1000000 in the environment tries that many new ones.
    private static readonly Config Thorough = Environment.GetEnvironmentVariable("INTERLEAVINGS") is { } count
        ? Config.QuickThrowOnFailure.WithMaxTest(int.Parse(count, CultureInfo.InvariantCulture))
        : Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(7111285331326078983UL, 10617083854811581075UL);

    [Fact]
    public void Whatever_happens_in_whatever_order_the_engine_shows_in_the_end_what_gluster_did() =>
        Prop.ForAll(Move.Sequences, static moves =>
        {
            var (pool, engine) = Play(moves);
            Settle(pool, engine);
            AssertLeases(engine);
            AssertOpen(pool, engine);
            foreach (var task in engine.Over) AssertEnd(pool, task);
        }).Check(Thorough);

    [Fact]
    public void The_interleavings_reach_every_way_out()
    {
        // Always the same ones, so that this cannot fail by chance.
        var seen = Move.Sequences.Generator.Sample(3000, new Rnd(42UL, 43UL), 50).SelectMany(static moves => Play(moves).Engine.Log).ToHashSet(StringComparer.Ordinal);
        string[] ways =
        [
            "Start Answered", "Start Refused", "Start Unknown", "Start Unreachable",
            "Stop Answered", "Stop Refused", "Stop Unknown", "Stop Unreachable",
            "Commit Answered", "Commit Unknown",
            "ForceRemove Answered", "ForceRemove Refused", "ForceRemove Unknown", "ForceRemove Unreachable",
            "Rebalance Finished", "Rebalance Failed", "Rebalance Aborted",
            "RemoveBrick Finished", "RemoveBrick Failed", "RemoveBrick Aborted",
            "gate closed", "preempted", "adopted", "died", "commit by itself",
        ];
        Assert.Empty(ways.Except(seen));
    }

    private static (ModelPool Pool, ModelEngine Engine) Play(Move[] moves)
    {
        var pool = new ModelPool();
        var engine = new ModelEngine(pool);
        foreach (var move in moves)
        {
            Make(move, pool, engine);
            engine.Wait(TimeSpan.FromMilliseconds(50));
            AssertLeases(engine);
            Assert.DoesNotContain(engine.Open.Where(static task => task.State.ExternalId is not null).CountBy(static task => task.State.ExternalId!.Value),
                static task => task.Value > 1);
        }

        return (pool, engine);
    }

    private static void Make(Move move, ModelPool pool, ModelEngine engine)
    {
        var (volume, node) = (pool.Volumes[move.Volume], (move.Choice % 4) + 1);
        switch (move.Kind)
        {
            case MoveKind.AskRebalance: engine.Ask(move.Volume, TaskOperation.Start, choice: -1); break;
            case MoveKind.AskMigration: engine.Ask(move.Volume, TaskOperation.Start, move.Choice); break;
            case MoveKind.AskStop: engine.Ask(move.Volume, TaskOperation.Stop, move.Choice); break;
            case MoveKind.AskCommit: engine.Ask(move.Volume, TaskOperation.Commit, move.Choice); break;
            case MoveKind.AskForce: engine.Ask(move.Volume, TaskOperation.ForceRemove, move.Choice); break;
            case MoveKind.Answer: engine.Answer(move.Volume, move.Choice); break;
            case MoveKind.Die: engine.Die(move.Volume, hasAsked: move.Choice % 2 == 0); break;
            case MoveKind.TakeEffect: engine.TakeEffect(); break;
            case MoveKind.Look: engine.Look(move.Choice); break;
            case MoveKind.WriteLook: engine.WriteLook(); break;
            case MoveKind.Inventory: engine.ReadInventory(); break;
            case MoveKind.CliRebalance: volume.Start([]); break;
            case MoveKind.CliMigration: volume.Start(ModelEngine.Some(move.Choice)); break;
            case MoveKind.CliStop: volume.Stop(volume.Task?.Leaving ?? []); break;
            case MoveKind.CliCommit: volume.Commit(volume.Task?.Leaving ?? []); break;
            case MoveKind.CliForce: volume.Force(ModelEngine.Some(move.Choice)); break;
            case MoveKind.CliDelete: volume.Delete(); break;
            case MoveKind.Work: Work(volume, move.Choice); break;
            case MoveKind.DaemonDies: volume.Task?.Change(node, static row => row with { Status = GlusterTaskStatus.Failed }); break;
            case MoveKind.NodeDown: pool.Up.Remove(node); break;
            case MoveKind.NodeUp: pool.Up.Add(node); break;
            case MoveKind.Lock: volume.IsLocked = true; break;
            case MoveKind.Unlock: volume.IsLocked = false; break;
            case MoveKind.Wait: engine.Wait(TimeSpan.FromSeconds(move.Choice)); break;
            default: throw new ArgumentOutOfRangeException(nameof(move), move, message: null);
        }
    }

    /// <summary>All nodes get on, or one does, or one passes over a file.</summary>
    private static void Work(ModelVolume volume, int choice)
    {
        foreach (var node in choice < 6 ? Enumerable.Range(1, 4) : [(choice % 4) + 1]) volume.Work(node, skips: choice > 9);
    }

    /// <summary>All that is under way comes to its end, and then nothing happens but complete looks.</summary>
    private static void Settle(ModelPool pool, ModelEngine engine)
    {
        pool.Up.UnionWith([1, 2, 3, 4]);
        for (var volume = 0; volume < pool.Volumes.Count; volume++)
        {
            pool.Volumes[volume].IsLocked = false;
            engine.Answer(volume, choice: 0);
        }

        engine.TakeEffect();
        engine.WriteLook();
        // A status that hung is not asked for again for 200 s.
        engine.Wait(TimeSpan.FromSeconds(201));
        for (var look = 0; look < 9; look++)
        {
            engine.ReadInventory();
            engine.Look(choice: 11);
            engine.WriteLook();
            engine.Wait(TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>A lease exactly while a task is open, held by its step, under the generation that the step knows.</summary>
    private static void AssertLeases(ModelEngine engine) => Assert.Equal(
        engine.Open.Select(static task => (task.VolumeId, task.StepId, task.Generation)).OrderBy(static task => task.VolumeId),
        engine.Leases.OrderBy(static lease => lease.VolumeId));

    private static void AssertOpen(ModelPool pool, ModelEngine engine) => Assert.Equal(
        pool.Volumes.Select(static volume => volume.Task is { IsOpen: true } task ? $"{volume.Name}: {task.Type} {task.Id} {task.Status}" : $"{volume.Name}: none"),
        pool.Volumes.Select(volume => engine.Open.SingleOrDefault(task => task.VolumeId == volume.Id) is { } task
            ? $"{volume.Name}: {task.TaskType} {task.State.ExternalId} {task.State.Status}{task.State.Intent}" : $"{volume.Name}: none"));

    private static void AssertEnd(ModelPool pool, OpenTask task)
    {
        var volume = pool.Volumes.Single(volume => volume.Id == task.VolumeId);
        var bricks = volume.Bricks.Select(TaskScene.Brick).ToHashSet();
        if (task.State.ExternalId is { } id) Assert.Contains(task.State.Status, volume.History.Single(gluster => gluster.Id == id).Ends);
        // It never started, or was a removal by force, or the volume is gone.
        else if (task.State.Status == JobExecutionStatus.Finished) Assert.All(task.Bricks, brick => Assert.DoesNotContain(brick.Address, bricks));
        else if (task.State.Status == JobExecutionStatus.Aborted) Assert.True(volume.IsDeleted);
        else Assert.Equal(JobExecutionStatus.Failed, task.State.Status);
    }
}
