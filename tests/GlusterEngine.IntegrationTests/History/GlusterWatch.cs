using GlusterEngine.Testing.History;

namespace GlusterEngine.IntegrationTests.History;

/// <summary>Looks again and again at what gluster keeps of the volumes, and writes down what is new.</summary>
internal sealed class GlusterWatch(HistorySite site)
{
    // A volume is changed a few times in a second at most. What goes back stays so until the next change, so a look in between finds it.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<RecordedLook> _looks = [];
    private readonly Dictionary<Guid, RecordedLook> _last = [];

    public IReadOnlyList<RecordedLook> Looks => _looks;

    /// <summary>Looks until told to end.</summary>
    public async Task WatchAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var look in site.Look().Where(IsNew))
            {
                _looks.Add(look);
                _last[look.Volume] = look;
            }

            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    private bool IsNew(RecordedLook look) => !_last.TryGetValue(look.Volume, out var last) || last with { At = look.At } != look;
}
