namespace GlusterEngine.Engine;

/// <summary>Who this engine is among several on one database; another start of the same engine is another identity.</summary>
public sealed record EngineIdentity(string Id)
{
    public static EngineIdentity Create() => new($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");
}
