namespace GlusterEngine.Testing.Vdsm;

/// <summary>An error of a verb of <see cref="SimulatedVdsm"/>.</summary>
internal sealed class SimulatedVdsmException(int code, string message) : Exception(message)
{
    public int Code => code;
}
