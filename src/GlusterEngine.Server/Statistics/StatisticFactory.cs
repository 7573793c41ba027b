using GlusterEngine.Wire.Statistics;

namespace GlusterEngine.Server.Statistics;

/// <summary>Statistics in oVirt's form (spec/rest.md 6.6).</summary>
internal static class StatisticFactory
{
    public static StatisticResource Gauge(string owner, string name, string description, string unit, decimal value) =>
        Number(owner, name, description, ("gauge", "integer", unit), value);

    public static StatisticResource Number(string owner, string name, string description, (string Kind, string Type, string Unit) form, decimal value) =>
        Create(owner, name, description, form) with { Values = [new ValueResource { Datum = value }] };

    public static StatisticResource Text(string owner, string name, string description, string value) =>
        Create(owner, name, description, ("gauge", "string", "none")) with { Values = [new ValueResource { Detail = value }] };

    private static StatisticResource Create(string owner, string name, string description, (string Kind, string Type, string Unit) form)
    {
        var id = StatisticId.Of(name).ToString();
        return new() { Id = id, Href = $"{owner}/statistics/{id}", Name = name, Description = description, Kind = form.Kind, Type = form.Type, Unit = form.Unit };
    }
}
