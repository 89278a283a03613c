using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Gives every endpoint its port, once per run.</summary>
internal sealed class PortAssignment(HostSettings settings) : IDisposable
{
    private readonly PortAllocator allocator = new(PortAllocator.DefaultFolder);

    public void Assign(IEnumerable<IResource> resources, ICollection<string> problems)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                endpoint.AllocatedPort = settings.HasRandomPorts ? allocator.Allocate() : endpoint.Port ?? allocator.Allocate();
                if (!PortAllocator.IsFree(endpoint.AllocatedPort.Value))
                {
                    problems.Add(PreflightCode.PortInUse(endpoint.AllocatedPort.Value, resource.Name));
                }
            }
        }
    }

    public void Dispose() => allocator.Dispose();
}
