using System.ComponentModel.DataAnnotations;

namespace GlusterEngine.Server.Rest;

/// <summary>Settings of the REST API; section <c>Rest</c>.</summary>
public sealed class RestOptions
{
    /// <summary>Largest request body, bytes, 1024 to 16777216. Default 1 MiB: the longest sensible one names a few thousand bricks.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Rows of a list of jobs, events or samples when the client names no <c>max</c>, 1 to 100000. Default 1000.</summary>
    [Range(1, 100_000)]
    public int DefaultListSize { get; set; } = 1000;

    /// <summary>Objects that <c>follow</c> inlines in one answer, 10 to 1000000. Default 20000: 1000 volumes with 20 bricks each. More are refused.</summary>
    [Range(10, 1_000_000)]
    public int MaxFollowed { get; set; } = 20_000;
}
