namespace GlusterEngine.Engine.Volumes;

/// <summary>A brick that is to be added.</summary>
/// <param name="HostId">The host that holds it.</param>
/// <param name="Directory">Its directory there, absolute.</param>
public sealed record NewBrick(Guid HostId, string Directory);
