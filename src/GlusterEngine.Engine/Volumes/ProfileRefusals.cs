using GlusterEngine.Engine.Commands;
using GlusterEngine.Model.Volumes;

namespace GlusterEngine.Engine.Volumes;

/// <summary>What forbids to start or stop the profile of a volume. Pure.</summary>
internal static class ProfileRefusals
{
    public static IEnumerable<Refusal> Start(VolumeSnapshot snapshot)
    {
        if (snapshot.Volume.Status != GlusterVolumeStatus.Up)
        {
            yield return new("ACTION_TYPE_FAILED_GLUSTER_VOLUME_SHOULD_BE_STARTED",
                $"Cannot start profiling Gluster Volume. Gluster Volume should be started. Volume {snapshot.Volume.Name} is {snapshot.Volume.Status.ToString().ToLowerInvariant()}.", RefusalKind.Conflict);
        }

        if (VolumeProfiles.IsOn(snapshot.Volume))
        {
            yield return new("ACTION_TYPE_FAILED_PROFILE_ALREADY_STARTED",
                $"Cannot start profiling Gluster Volume. Volume {snapshot.Volume.Name} is profiled already; getprofilestatistics shows it.", RefusalKind.Conflict);
        }
    }

    public static IEnumerable<Refusal> Stop(VolumeSnapshot snapshot)
    {
        if (!VolumeProfiles.IsOn(snapshot.Volume))
            yield return new("ACTION_TYPE_FAILED_PROFILE_NOT_STARTED", $"Cannot stop profiling Gluster Volume. {VolumeProfiles.NotProfiled(snapshot.Volume.Name)}", RefusalKind.Conflict);
    }
}
