using System.Globalization;
using GlusterEngine.Data;
using GlusterEngine.Model.Events;
using GlusterEngine.Server.Search;

namespace GlusterEngine.Server.Events;

/// <summary>The fields by which events are searched (spec/rest.md 1.4).</summary>
internal static class EventFields
{
    public static IReadOnlyList<SearchField<EngineEvent>> Of(EngineDb db) =>
    [
        new ValueField<EngineEvent, EventCode>(
            "type", static line => line.Code, static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (EventCode)code : null, "it is the number of an event's code")
        {
            IsWord = true,
        },
        SearchFields.Word<EngineEvent, EventSeverity>("severity", static line => line.Severity),
        SearchFields.Text<EngineEvent>("message", static line => line.Description),
        SearchFields.Time<EngineEvent>("time", static line => line.Time),
        SearchFields.Text<EngineEvent>("usrname", line => db.Users.Where(user => user.Id == line.UserId).Select(static user => user.Name).FirstOrDefault()),
        SearchFields.Text<EngineEvent>("correlation_id", static line => line.CorrelationId),
        SearchFields.Text<EngineEvent>("origin", static line => line.Origin ?? EventResources.Origin),
        SearchFields.Number<EngineEvent>("custom_event_id", static line => line.CustomId ?? EventResources.CustomId),
        SearchFields.Text<EngineEvent>("event_host", line => db.Hosts.Where(host => host.Id == line.HostId).Select(static host => host.Name).FirstOrDefault()),
        SearchFields.Text<EngineEvent>("event_volume", line => db.Volumes.Where(volume => volume.Id == line.VolumeId).Select(static volume => volume.Name).FirstOrDefault()),
    ];
}
