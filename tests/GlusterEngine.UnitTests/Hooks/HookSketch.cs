using GlusterEngine.Engine.Hooks;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Vds.Hooks;

namespace GlusterEngine.UnitTests.Hooks;

/// <summary>Hooks and hosts for tests.</summary>
internal static class HookSketch
{
    public static readonly Guid Cluster = Guid.Parse("00000000-0000-0000-0000-0000000000c1");
    public static readonly Host One = HostOf("one");
    public static readonly Host Two = HostOf("two");
    public static readonly Host Three = HostOf("three");

    public static HookName Samba { get; } = HookName.Parse("start", "post", "30samba-start.sh")!;

    public static string Sum(char digit) => new(digit, 64);

    public static GlusterHook Known(HookStatus status, char sum, params GlusterServerHook[] seen) => new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-0000000000a1"),
        ClusterId = Cluster,
        Command = Samba.Command,
        Stage = Samba.Stage,
        Name = Samba.Name,
        Status = status,
        ContentType = HookContentType.Text,
        Checksum = Sum(sum),
        ServerHooks = [.. seen],
    };

    public static GlusterServerHook Has(Host host, HookStatus status, char sum) =>
        new() { HookId = Guid.Empty, HostId = host.Id, Status = status, ContentType = HookContentType.Text, Checksum = Sum(sum) };

    public static GlusterServerHook Lacks(Host host) => new() { HookId = Guid.Empty, HostId = host.Id, Status = HookStatus.Missing };

    public static HookListing Shows(Host host, params HookDescription[] hooks) => new(host.Id, host.Name, hooks);

    public static HookDescription Enabled(char sum, HookName? hook = null) => new(hook ?? Samba, IsEnabled: true, HookContentType.Text, Sum(sum));

    public static HookDescription Disabled(char sum) => new(Samba, IsEnabled: false, HookContentType.Text, Sum(sum));

    private static Host HostOf(string name) =>
        new() { Id = Guid.NewGuid(), ClusterId = Cluster, Name = name, Address = name, Transport = HostTransport.Simulated, Status = HostStatus.Up };
}
