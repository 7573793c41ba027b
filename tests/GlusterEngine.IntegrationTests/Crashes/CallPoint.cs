namespace GlusterEngine.IntegrationTests.Crashes;

/// <summary>Where a call to gluster is held.</summary>
internal enum CallPoint
{
    /// <summary>Before gluster hears it.</summary>
    OnItsWay,

    /// <summary>After gluster did it.</summary>
    OnItsWayBack,
}
