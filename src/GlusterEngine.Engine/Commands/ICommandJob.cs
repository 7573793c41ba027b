namespace GlusterEngine.Engine.Commands;

/// <summary>What a command gives back that may have made a job.</summary>
internal interface ICommandJob
{
    /// <summary>The job that the command made; null where it works on what another one began.</summary>
    Guid? MadeJobId { get; }
}
