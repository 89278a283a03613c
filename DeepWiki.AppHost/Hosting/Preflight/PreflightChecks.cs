using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Orchestration;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Looks for all that is missing before anything starts.</summary>
internal static class PreflightChecks
{
    public static void Run(DistributedApplicationModel model, IEnumerable<ILauncher> launchers, PortAssignment ports)
    {
        List<string> problems = [];
        if (!OperatingSystem.IsLinux())
        {
            throw new PreflightException(PreflightCode.WrongSystem);
        }

        if (model.Resources.OfType<ProjectResource>().Any() && Programs.Find("git") is null)
        {
            problems.Add(PreflightCode.GitMissing);
        }

        ports.Assign(model.Resources, problems);
        foreach (var resource in model.Resources)
        {
            try
            {
                launchers.FirstOrDefault(launcher => launcher.Handles(resource))?.Prepare(resource);
            }
            catch (PreflightException exception)
            {
                problems.Add(exception.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new PreflightException(string.Join(Environment.NewLine, problems));
        }
    }
}
