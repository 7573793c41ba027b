namespace GlusterEngine.LabTests.Chaos;

/// <summary>What is killed at a point.</summary>
public enum Victim
{
    Engine,
    Glusterd,
    Both,
}
