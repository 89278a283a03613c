using System.ComponentModel;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Looks for all that is missing before anything starts.</summary>
internal sealed class PreflightChecks(
    DistributedApplicationModel model, IEnumerable<ILauncher> launchers, PortAssignment ports, HostSettings settings, FirstRunOutput output) : IHostedService
{
    private const long LeastSpace = 1024 * 1024 * 1024;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PreflightException(PreflightCode.WrongSystem);
        }

        await RunFile.EndOrphansAsync(RunFile.DefaultFolder);
        var resources = model.Resources.OrderBy(resource => resource is not ContainerResource).ThenBy(resource => resource is ContainerResource ? resource.Name : "");
        var rows = await Task.WhenAll([
            GuardAsync("git", GitAsync(cancellationToken)),
            .. from resource in resources
               from launcher in launchers.Where(launcher => launcher.Handles(resource))
               select GuardAsync(resource.Name, launcher.CheckAsync(resource, cancellationToken)),
            .. ports.Assign(model.Resources).Concat(settings.Faults()).Select(problem => Task.FromResult<CheckRow?>(new CheckRow("", "") { Problem = problem })),
        ]);
        List<CheckRow> found = [.. rows.OfType<CheckRow>(), .. ModelCheck.Row(model), .. Space()];
        output.ShowChecks(found);
        if (found.Exists(row => row.Problem is not null))
        {
            throw new PreflightException(string.Join(Environment.NewLine, found.Select(row => row.Problem).OfType<string>()));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<CheckRow?> GuardAsync(string name, Task<CheckRow?> check)
    {
        try
        {
            return await check;
        }
        catch (PreflightException exception)
        {
            return new CheckRow(name, $"see {exception.Message.Split(' ')[0]}") { Problem = exception.Message };
        }
        catch (Exception exception) when (exception is Win32Exception or DistributedApplicationException)
        {
            // A tool that every Linux has is missing, or does not do what it should.
            return new CheckRow(name, "failed") { Problem = $"{name}: {exception.Message} ./eng/setup.sh installs what is missing." };
        }
    }

    private async Task<CheckRow?> GitAsync(CancellationToken cancellationToken)
    {
        if (!model.Resources.OfType<ProjectResource>().Any())
        {
            return null;
        }

        // git version 2.39.5
        var said = await Tool.TryReadAsync("git", "--version", cancellationToken);
        return said?.Split(' ') is [_, _, var version, ..] ? new CheckRow("git", version) : throw new PreflightException(PreflightCode.GitMissing);
    }

    private IEnumerable<CheckRow> Space()
    {
        var folder = settings.IsEphemeral || !Directory.Exists(settings.DataRoot) ? Path.GetTempPath() : settings.DataRoot;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free < LeastSpace ? [new CheckRow("", "") { Notices = [PreflightCode.LittleSpace(folder, free)] }] : [];
    }
}
