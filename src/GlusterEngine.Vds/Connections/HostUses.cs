namespace GlusterEngine.Vds.Connections;

/// <summary>
/// Which hosts are spoken to, or were lately. Verbs open the link of a host themselves, also of one that was refused, removed or put into maintenance meanwhile:
/// whoever keeps links finds here those that nobody keeps.
/// </summary>
/// <param name="time">The clock of idleness.</param>
public sealed class HostUses(TimeProvider time)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<VdsHost, (int UnderWay, long Last)> _uses = [];

    /// <summary>Says that a host is spoken to, until what is returned is disposed.</summary>
    /// <param name="host">The host.</param>
    public IDisposable Begin(VdsHost host)
    {
        Count(host, 1);
        return new Use(this, host);
    }

    /// <summary>Whether anything is being said to such a host at this moment.</summary>
    public bool IsUnderWay(Func<VdsHost, bool> isIt)
    {
        lock (_turn) return _uses.Any(use => use.Value.UnderWay > 0 && isIt(use.Key));
    }

    /// <summary>The hosts that nobody has spoken to for a while, each once: it is listed again only after another use.</summary>
    /// <param name="idle">How long that while is.</param>
    public IReadOnlyList<VdsHost> TakeIdle(TimeSpan idle)
    {
        lock (_turn)
        {
            var hosts = _uses.Where(use => use.Value.UnderWay == 0 && time.GetElapsedTime(use.Value.Last) >= idle).Select(static use => use.Key).ToList();
            hosts.ForEach(host => _uses.Remove(host));
            return hosts;
        }
    }

    private void Count(VdsHost host, int more)
    {
        lock (_turn) _uses[host] = (_uses.GetValueOrDefault(host).UnderWay + more, time.GetTimestamp());
    }

    private sealed class Use(HostUses uses, VdsHost host) : IDisposable
    {
        public void Dispose() => uses.Count(host, -1);
    }
}
