using GlusterEngine.Data;
using GlusterEngine.Engine.Hosts;
using GlusterEngine.Engine.Scheduling;
using GlusterEngine.Engine.Tasks;
using GlusterEngine.Vds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GlusterEngine.Engine.Commands;

/// <summary>What every command needs.</summary>
public sealed record CommandServices(
    IDbContextFactory<EngineDb> Databases,
    IVdsClient Vds,
    VolumeGate Gate,
    ThrottleSwitch Throttles,
    PeerConnections Peers,
    RunningCommands Running,
    EngineIdentity Engine,
    EngineSchedules Schedules,
    TimeProvider Time,
    ILogger<CommandServices> Logger);
