using GlusterEngine.Wire;
using GlusterEngine.Wire.Actions;
using GlusterEngine.Wire.Api;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Clusters;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Faults;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Statistics;
using GlusterEngine.Wire.Volumes;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>One document of <c>fixtures/wire/golden.txt</c>, as oVirt's own serializers wrote it in both forms.</summary>
internal sealed record GoldenPair(string Name, Type Type, string Xml, string Json)
{
    private static readonly Dictionary<string, Type> TypeByName = new()
    {
        ["volumes"] = typeof(CollectionResource<GlusterVolumeResource>),
        ["empty volumes (field null)"] = typeof(CollectionResource<GlusterVolumeResource>),
        ["empty volumes (getter called)"] = typeof(CollectionResource<GlusterVolumeResource>),
        ["bricks"] = typeof(CollectionResource<GlusterBrickResource>),
        ["brick all content"] = typeof(GlusterBrickResource),
        ["jobs"] = typeof(CollectionResource<JobResource>),
        ["steps"] = typeof(CollectionResource<StepResource>),
        ["statistics"] = typeof(CollectionResource<StatisticResource>),
        ["action ok"] = typeof(ActionResource),
        ["action fault"] = typeof(ActionResource),
        ["fault"] = typeof(FaultResource),
        ["api"] = typeof(ApiResource),
        ["events"] = typeof(CollectionResource<EventResource>),
        ["cluster"] = typeof(ClusterResource),
        ["host"] = typeof(HostResource),
    };

    public static IReadOnlyList<GoldenPair> All { get; } = Load();

    private static IReadOnlyList<GoldenPair> Load()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "wire", "golden.txt"));
        return [.. text.Split("##### ", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    // name, the XML document, a line "--- json", the JSON document
    private static GoldenPair Parse(string section)
    {
        var lineEnd = section.IndexOf('\n', StringComparison.Ordinal);
        var name = section[..lineEnd];
        var documents = section[(lineEnd + 1)..].Split("--- json\n");
        return new GoldenPair(name, TypeByName[name], documents[0], documents[1]);
    }
}
