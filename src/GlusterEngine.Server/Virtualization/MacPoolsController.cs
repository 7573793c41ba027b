using GlusterEngine.Server.Rest;
using GlusterEngine.Wire;
using GlusterEngine.Wire.Virtualization;
using Microsoft.AspNetCore.Mvc;

namespace GlusterEngine.Server.Virtualization;

/// <summary>MAC addresses for virtual machines, of which there are none. oVirt's Ansible collection asks for them with each cluster.</summary>
[Route(Root + "/macpools")]
[Tags("Virtualization")]
public sealed class MacPoolsController : RestController
{
    /// <summary>Lists the pools of MAC addresses: none.</summary>
    [HttpGet]
    [ProducesResponseType<CollectionResource<MacPoolResource>>(200)]
    public CollectionResource<MacPoolResource> List() => new();
}
