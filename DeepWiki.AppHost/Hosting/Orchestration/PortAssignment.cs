using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Gives every endpoint its port, once per run.</summary>
internal sealed class PortAssignment(HostSettings settings) : IDisposable
{
    private const int MaxReplacements = 2;

    private readonly PortAllocator allocator = new(PortAllocator.DefaultFolder);
    private readonly Dictionary<IResource, int> replacements = [];

    // What is wrong with fixed ports.
    public IReadOnlyList<string> Assign(IEnumerable<IResource> resources)
    {
        List<string> problems = [];
        foreach (var resource in resources)
        {
            foreach (var endpoint in Endpoints(resource))
            {
                var port = IsFixed(endpoint) ? endpoint.Port!.Value : allocator.Allocate(); // A fixed endpoint has a port.
                endpoint.AllocatedPort = port;
                if (!PortAllocator.IsFree(port))
                {
                    problems.Add(PreflightCode.PortInUse(port, resource.Name, PortOwner.Find(port)));
                }
            }
        }

        return problems;
    }

    // Another program may take a port between the choice and the bind.
    public bool TryReplace(IResource resource)
    {
        var chosen = Endpoints(resource).Where(endpoint => !IsFixed(endpoint)).ToList();
        lock (replacements)
        {
            var count = replacements.GetValueOrDefault(resource);
            if (chosen.Count == 0 || count == MaxReplacements)
            {
                return false;
            }

            replacements[resource] = count + 1;
            chosen.ForEach(endpoint => endpoint.AllocatedPort = allocator.Allocate());
            return true;
        }
    }

    public void Dispose() => allocator.Dispose();

    private static IEnumerable<EndpointAnnotation> Endpoints(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();

    private bool IsFixed(EndpointAnnotation endpoint) => endpoint.Port is not null && !settings.HasRandomPorts;
}
