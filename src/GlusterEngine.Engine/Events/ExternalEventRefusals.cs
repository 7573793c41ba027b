using GlusterEngine.Engine.Commands;
using GlusterEngine.Model;
using GlusterEngine.Model.Events;

namespace GlusterEngine.Engine.Events;

/// <summary>What forbids an event of a client, and the code it gets. Pure.</summary>
internal static class ExternalEventRefusals
{
    private const int LongestOrigin = 255;

    public static IEnumerable<Refusal> Of(AddExternalEventParameters line)
    {
        if (line.Origin.Equals("oVirt", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("ACTION_TYPE_FAILED_EXTERNAL_EVENT_ILLEGAL_ORIGIN",
                "Cannot add External Event. The origin 'oVirt' is that of the engine itself: say who you are.", RefusalKind.BadParameters);
        }

        if (line.Origin.Length > LongestOrigin || line.Origin.Any(char.IsControl))
            yield return new("ACTION_TYPE_FAILED_BAD_ORIGIN", $"Cannot add External Event. The origin has at most {LongestOrigin} characters and no control character.", RefusalKind.BadParameters);
        if (string.IsNullOrWhiteSpace(line.Description) || line.Description.Length > ClientText.Longest || line.CustomData?.Length > ClientText.Longest)
            yield return new("ACTION_TYPE_FAILED_BAD_DESCRIPTION", $"Cannot add External Event. It needs a description, and that and custom_data have at most {ClientText.Longest} characters.", RefusalKind.BadParameters);
        if (line.FloodRate < 0)
            yield return new("ACTION_TYPE_FAILED_BAD_FLOOD_RATE", $"Cannot add External Event. The flood_rate {line.FloodRate} is less than 0.", RefusalKind.BadParameters);
    }

    public static EventCode CodeOf(EventSeverity severity) => severity switch
    {
        EventSeverity.Warning => EventCode.ExternalEventWarning,
        EventSeverity.Error => EventCode.ExternalEventError,
        EventSeverity.Alert => EventCode.ExternalAlert,
        _ => EventCode.ExternalEventNormal,
    };
}
