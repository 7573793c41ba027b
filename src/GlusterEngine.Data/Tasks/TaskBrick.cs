using System.Text.Json.Serialization;
using GlusterEngine.Model.Bricks;

namespace GlusterEngine.Data.Tasks;

/// <summary>A brick of a migration.</summary>
public sealed record TaskBrick(string ServerName, string BrickDir, Guid PeerUuid)
{
    [JsonIgnore]
    public BrickAddress Address => new(ServerName, BrickDir);
}
