using System.Reflection;
using System.Runtime.CompilerServices;
using GlusterEngine.Data;
using GlusterEngine.Engine;
using GlusterEngine.Model;
using GlusterEngine.Vds;
using GlusterEngine.Wire;
using Xunit;

namespace GlusterEngine.UnitTests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly Assembly[] Source =
    [
        typeof(EnumText).Assembly,
        typeof(EngineDb).Assembly,
        typeof(IVdsClient).Assembly,
        typeof(EngineIdentity).Assembly,
        typeof(WireCodec).Assembly,
        Assembly.Load("GlusterEngine.Server"),
    ];

    private static readonly IReadOnlyList<Type> Types =
    [
        .. Source.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Namespace?.StartsWith("GlusterEngine", StringComparison.Ordinal) == true && !IsGenerated(type)),
    ];

    [Theory]
    [InlineData("Model", "")]
    [InlineData("Wire", "")]
    [InlineData("Data", "Model")]
    [InlineData("Vds", "Model")]
    [InlineData("Engine", "Model Data Vds")]
    [InlineData("Server", "Model Data Vds Engine Wire WebConsole")]
    public void A_room_opens_only_the_doors_it_has(string room, string doors) =>
        Assert.Empty(ReferencesOf(room).Where(static name => name.StartsWith("GlusterEngine.", StringComparison.Ordinal))
            .Except(doors.Split(' ').Select(static door => $"GlusterEngine.{door}"), StringComparer.Ordinal));

    [Theory]
    [InlineData("Model")]
    [InlineData("Wire")]
    [InlineData("Data")]
    [InlineData("Vds")]
    [InlineData("Engine")]
    public void Only_the_server_speaks_http(string room) =>
        Assert.DoesNotContain(ReferencesOf(room), static name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Theory]
    [InlineData("Vds")]
    [InlineData("Wire")]
    [InlineData("Model")]
    public void Only_data_and_engine_know_the_database(string room) => Assert.DoesNotContain(ReferencesOf(room), static name =>
        name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal));

    // VolumeInfoVerb says gluster's command "volume info".
    [Theory]
    [InlineData("Manager")]
    [InlineData("Helper")]
    [InlineData("Util")]
    [InlineData("Info", "VolumeInfoVerb")]
    [InlineData("Impl")]
    [InlineData("Base", "CommandBase`2", "GlusterAsyncCommandBase`1")]
    public void Words_that_say_nothing_are_in_no_name(string word, params string[] exceptions) => Assert.Equal(
        exceptions,
        Types.Select(static type => type.Name).Where(name => name.Contains(word, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_class_is_sealed_static_or_abstract() =>
        Assert.DoesNotContain(Types, static type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

    private static IEnumerable<string> ReferencesOf(string room) =>
        Source.Single(assembly => assembly.GetName().Name == $"GlusterEngine.{room}").GetReferencedAssemblies()
            .Select(static name => name.Name!);

    private static bool IsGenerated(Type type) => type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
