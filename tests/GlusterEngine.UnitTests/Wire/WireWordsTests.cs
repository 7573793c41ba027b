using GlusterEngine.Model;
using GlusterEngine.Model.Bricks;
using GlusterEngine.Model.Events;
using GlusterEngine.Model.Hooks;
using GlusterEngine.Model.Hosts;
using GlusterEngine.Model.Jobs;
using GlusterEngine.Model.Tasks;
using GlusterEngine.Model.Volumes;
using GlusterEngine.Wire.Bricks;
using GlusterEngine.Wire.Contracts;
using GlusterEngine.Wire.Events;
using GlusterEngine.Wire.Ghosts;
using GlusterEngine.Wire.Hooks;
using GlusterEngine.Wire.Hosts;
using GlusterEngine.Wire.Jobs;
using GlusterEngine.Wire.Scalars;
using GlusterEngine.Wire.Volumes;
using Xunit;

namespace GlusterEngine.UnitTests.Wire;

/// <summary>Members with a closed set of words have every word that the model shows there: the OpenAPI document forbids all others.</summary>
public sealed class WireWordsTests
{
    [Theory]
    [InlineData(typeof(GlusterVolumeResource), "status", typeof(GlusterVolumeStatus))]
    [InlineData(typeof(GlusterVolumeResource), "volume_type", typeof(GlusterVolumeType))]
    [InlineData(typeof(GlusterBrickResource), "status", typeof(GlusterBrickStatus))]
    [InlineData(typeof(HostResource), "status", typeof(HostStatus))]
    [InlineData(typeof(JobResource), "status", typeof(JobExecutionStatus))]
    [InlineData(typeof(StepResource), "status", typeof(JobExecutionStatus))]
    [InlineData(typeof(StepResource), "type", typeof(StepType))]
    [InlineData(typeof(StepResource), "external_type", typeof(ExternalSystemType))]
    [InlineData(typeof(StepResource), "health", typeof(TaskHealth))]
    [InlineData(typeof(StepResource), "source", typeof(TaskSource))]
    [InlineData(typeof(SampleResource), "status", typeof(GlusterTaskStatus))]
    [InlineData(typeof(GhostResource), "type", typeof(GlusterTaskType))]
    [InlineData(typeof(GlusterHookResource), "status", typeof(HookStatus))]
    [InlineData(typeof(GlusterHookResource), "stage", typeof(HookStage))]
    [InlineData(typeof(GlusterHookResource), "content_type", typeof(HookContentType))]
    [InlineData(typeof(ServerHookResource), "status", typeof(HookStatus))]
    [InlineData(typeof(ServerHookResource), "content_type", typeof(HookContentType))]
    [InlineData(typeof(EventResource), "severity", typeof(EventSeverity))]
    public void Each_word_of_the_model_is_one_of_the_member(Type resource, string member, Type model)
    {
        var words = Assert.IsType<TextScalar>(ResourceContract.Of(resource).Members.Single(candidate => candidate.Name == member).Scalar).Words!;

        Assert.Empty(Enum.GetValues(model).Cast<Enum>().Select(static value => value.ToLowerText()).Except(words));
    }
}
