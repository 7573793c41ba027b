namespace GlusterEngine.Vds.Connections;

/// <summary>Why a connection to a host cannot be used.</summary>
/// <param name="Code">What kind of failure it is, for programs.</param>
/// <param name="Text">What happened and what to do, for people.</param>
public sealed record ConnectionFailure(ConnectionFailureCode Code, string Text);
