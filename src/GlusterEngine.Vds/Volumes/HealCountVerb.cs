using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Vds.Vdsm;

namespace GlusterEngine.Vds.Volumes;

/// <summary>Entries that wait for a heal, per brick of a replicated volume. Gluster counts none of a dispersed one: <see cref="GlusterErrorMeaning.NotReplicated"/>.</summary>
/// <param name="Volume">The volume.</param>
/// <remarks>
/// Chosen before <c>heal info</c>, which looks for glusterd at its default socket only and so fails where a host has another one. Its reply
/// is plain text even with <c>--xml</c>.
/// </remarks>
public sealed record HealCountVerb(string Volume) : VdsVerb<IReadOnlyList<BrickHealCount>>
{
    private const string BrickLine = "Brick ";
    private const string CountLine = "Number of entries: ";

    /// <inheritdoc/>
    public override string Name => "GlusterVolume.healCount";

    /// <inheritdoc/>
    public override bool IsIdempotent => true;

    /// <inheritdoc/>
    public override VdsDeadline Deadline => VdsDeadline.Status;

    /// <inheritdoc/>
    public override IReadOnlyList<string> CommandLine => ["volume", "heal", Volume, "statistics", "heal-count"];

    /// <inheritdoc/>
    public override IReadOnlyList<BrickHealCount> Parse(XElement cliOutput) =>
        throw new FormatException("The heal count came as XML, which no known gluster does.");

    /// <inheritdoc/>
    public override bool TryParseText(string output, out IReadOnlyList<BrickHealCount> reply)
    {
        // Gathering count of entries to be healed on volume r1 has been successful
        //
        // Brick 127.1.9.1:/bricks/r1
        // Number of entries: 0            (a brick that is away has another line instead)
        var counts = new List<BrickHealCount>();
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith(BrickLine, StringComparison.Ordinal) && BrickAddress.Parse(line[BrickLine.Length..]) is { } brick)
                counts.Add(new(brick, Entries: null));
            else if (line.StartsWith(CountLine, StringComparison.Ordinal) && counts.Count > 0
                && long.TryParse(line.AsSpan(CountLine.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var entries))
                counts[^1] = counts[^1] with { Entries = entries };
        }

        reply = counts;
        return output.Contains("has been successful", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <remarks>VDSM has <c>heal info summary</c> only. It counts the heals of dispersed volumes too.</remarks>
    public override IReadOnlyList<VdsmRequest> VdsmRequests => [new("GlusterVolume.healInfo", new() { ["volumeName"] = Volume })];

    /// <inheritdoc/>
    public override IReadOnlyList<BrickHealCount> ParseVdsm(IReadOnlyList<JsonElement> results)
    {
        // {"healInfo":{"bricks":[{"name":"HOST:/DIR","status":"Connected","hostUuid":"UUID","numberOfEntries":"0"},..]}}    (no number where a brick is away)
        return results[0].Child("healInfo").Items("bricks")
            .Select(static brick => new BrickHealCount(brick.Brick("name"), brick.TextOrNull("numberOfEntries") is null ? null : brick.Count("numberOfEntries")))
            .Distinct(static brick => brick.Address, "brick");
    }
}
