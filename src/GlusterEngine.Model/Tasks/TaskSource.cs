namespace GlusterEngine.Model.Tasks;

/// <summary>Who started a task.</summary>
public enum TaskSource
{
    /// <summary>A command of this engine.</summary>
    Engine,

    /// <summary>Somebody else; it was found running.</summary>
    Cli,
}
