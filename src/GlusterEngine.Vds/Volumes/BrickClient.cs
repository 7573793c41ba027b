namespace GlusterEngine.Vds.Volumes;

/// <summary>A client that is connected to a brick.</summary>
/// <param name="Host">Its address.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="BytesRead">Bytes the brick got from it.</param>
/// <param name="BytesWritten">Bytes the brick sent to it.</param>
public sealed record BrickClient(string Host, int Port, long BytesRead, long BytesWritten);
