using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Virtualization;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Virtualization;

/// <summary>On which host a virtual machine starts, of which there are none. oVirt's Ansible collection follows the link that each cluster has here.</summary>
[Route(Root + "/schedulingpolicies")]
[Tags("Virtualization")]
public sealed class SchedulingPoliciesController : RestController
{
    /// <summary>Lists the policies: the one called none.</summary>
    /// <param name="max">Most rows to give.</param>
    [HttpGet]
    [ProducesResponseType<CollectionResource<SchedulingPolicyResource>>(200)]
    public CollectionResource<SchedulingPolicyResource> List(int? max = null) => new() { Items = Cut([VirtualMachines.Policy(Hrefs)]) };

    /// <summary>Gives one policy.</summary>
    /// <param name="policyId">The policy.</param>
    [HttpGet("{policyId:guid}")]
    [ProducesResponseType<SchedulingPolicyResource>(200)]
    [ProducesResponseType(404)]
    public ActionResult<SchedulingPolicyResource> Get(Guid policyId) => VirtualMachines.Policy(Hrefs) is var policy && policy.Id == policyId.ToString() ? policy : NotFound();
}
