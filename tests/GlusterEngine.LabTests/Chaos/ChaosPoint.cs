using System.Globalization;

namespace GlusterEngine.LabTests.Chaos;

/// <summary>A random moment in the life of a task, and what dies then.</summary>
/// <param name="Volume">The task's volume.</param>
/// <param name="Migrates">Whether bricks leave; else it is a rebalance.</param>
/// <param name="Victim">What is killed.</param>
/// <param name="Engine">Which engine is asked for the task, and killed if one is: 0 or 1.</param>
/// <param name="Node">Whose glusterd is killed if one is: 1 to 3.</param>
public sealed record ChaosPoint(string Volume, bool Migrates, Victim Victim, int Engine, int Node)
{
    /// <summary>Time between the request for the task and the kill.</summary>
    public TimeSpan Until { get; private init; }

    /// <summary>Time between the kill and the start.</summary>
    public TimeSpan Away { get; private init; }

    /// <summary>The same points for the same seed, kinds in random order.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="perVictim">How many of each kind.</param>
    public static IReadOnlyList<ChaosPoint> Draw(int seed, int perVictim)
    {
        var random = new Random(seed);
        var victims = Enumerable.Repeat(Enum.GetValues<Victim>(), perVictim).SelectMany(static all => all).ToArray();
        random.Shuffle(victims);
        return
        [
            .. victims.Select((victim, number) => new ChaosPoint(
                string.Create(CultureInfo.InvariantCulture, $"chaos{number:00}"), number % 3 == 2, victim, random.Next(2), random.Next(1, 4))
            {
                // Gluster takes a second to start it, and some seven to do it.
                Until = TimeSpan.FromSeconds(random.NextDouble() * 8),
                Away = TimeSpan.FromSeconds(random.NextDouble() * 3),
            }),
        ];
    }
}
