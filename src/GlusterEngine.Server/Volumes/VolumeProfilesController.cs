using GlusterEngine.Engine.Volumes;
using GlusterEngine.Server.Access;
using GlusterEngine.Server.Rest;
using GlusterEngine.Wire.Actions;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Volumes;

/// <summary>Profiles: what the bricks of a volume do, counted by gluster.</summary>
[Route(Root + "/clusters/{clusterId:guid}/glustervolumes/{volumeId:guid}")]
[Tags("Volumes")]
[ProducesResponseType<ActionResource>(200)]
[ProducesResponseType<ActionResource>(400)]
[ProducesResponseType<ActionResource>(404)]
[ProducesResponseType<ActionResource>(409)]
public sealed class VolumeProfilesController(
    StartGlusterVolumeProfileCommand start, StopGlusterVolumeProfileCommand stop, VolumeProfiles profiles) : RestController
{
    /// <summary>Makes the bricks of a volume count what they do.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">force (also while a peer is not connected); dry_run, async if wanted.</param>
    [HttpPost("startprofile")]
    [ProducesResponseType<ActionResource>(202)]
    public async Task<ActionResult<ActionResource>> StartAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        (await start.RunAsync(new(clusterId, volumeId, action.Force ?? false), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);

    /// <summary>Makes the bricks of a volume count no more.</summary>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">force (also while a peer is not connected); dry_run, async if wanted.</param>
    [HttpPost("stopprofile")]
    [ProducesResponseType<ActionResource>(202)]
    public async Task<ActionResult<ActionResource>> StopAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action) =>
        (await stop.RunAsync(new(clusterId, volumeId, action.Force ?? false), ContextOf(action), wait: !IsAsync(action), Aborted)).ToAction(action, Hrefs);

    /// <summary>Gives what the bricks of a profiled volume have counted.</summary>
    /// <remarks>
    /// In the details of the action, where the SDKs of oVirt look for it. Blocks and operations that did not occur are left out. Times are those of gluster:
    /// nanoseconds. Each answer begins a new interval.
    /// </remarks>
    /// <param name="clusterId">The cluster.</param>
    /// <param name="volumeId">The volume.</param>
    /// <param name="action">Empty.</param>
    /// <param name="nfsStatistics">true asks gluster's NFS servers instead of the bricks.</param>
    [HttpPost("getprofilestatistics")]
    [ReadsOnly]
    public async Task<ActionResult<ActionResource>> GetAsync(Guid clusterId, Guid volumeId, [FromBody] ActionResource action, string? nfsStatistics = null)
    {
        var ofNfs = ReadFlag(nameof(nfsStatistics)) ?? false;
        return (await profiles.ReadAsync(clusterId, volumeId, ofNfs, Aborted)).ToAction(
            action, Hrefs, (answer, profile) => answer with { Details = ProfileResources.Of(profile, ofNfs, $"{Hrefs.Volume(clusterId, volumeId)}") });
    }
}
