namespace GlusterEngine.Server.EmbeddedPostgres;

/// <summary>The engine's own PostgreSQL cannot be made, started or taken over, or another one's password cannot be read. The text says what happened, which file to read and what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? innerException = null) : Exception(message, innerException);
