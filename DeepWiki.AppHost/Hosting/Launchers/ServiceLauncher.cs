using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Starts projects and programs with the variables of the graph.</summary>
internal sealed class ServiceLauncher(ServiceEnvironment environment) : ILauncher
{
    public bool Handles(IResource resource) => resource is ProjectResource or ExecutableResource;

    public Task<CheckRow?> CheckAsync(IResource resource, CancellationToken cancellationToken) => Task.FromResult<CheckRow?>(null);

    public async Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var variables = await environment.CreateAsync(resource, cancellationToken);
        var arguments = resource.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Values).ToList();
        if (resource is ExecutableResource executable)
        {
            var program = Programs.Find(executable.Command)
                ?? throw new DistributedApplicationException($"'{executable.Command}' was not found on PATH.");
            return new LaunchPlan(program, arguments, executable.WorkingDirectory, variables);
        }

        var project = resource.Annotations.OfType<ProjectAnnotation>().Single();
        var target = project.TargetPath ?? throw new DistributedApplicationException($"'{resource.Name}' was not built.");
        return new LaunchPlan(Programs.Dotnet, [target, .. arguments], Path.GetDirectoryName(project.ProjectPath) ?? "/", variables);
    }
}
