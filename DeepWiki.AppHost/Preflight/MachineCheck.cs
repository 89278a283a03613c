using System.Runtime.InteropServices;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;

namespace DeepWiki.AppHost.Preflight;

/// <summary>Asks before anything starts whether this machine has what the graph needs. Aspire's hooks come too late: they warn, or throw.</summary>
internal sealed class MachineCheck(IDistributedApplicationBuilder builder, StoreSettings settings, PostgresCluster cluster, TextWriter output)
{
    private const int Failed = 2;
    private const long MinSpace = 256L << 20;

    /// <summary>The code to exit with; null: the graph can start.</summary>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        var version = typeof(MachineCheck).Assembly.GetName().Version?.ToString(3);
        output.WriteLine($"DeepWiki {version}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        List<string> problems = [];
        foreach (var (name, check) in Checks(cancellationToken))
        {
            try
            {
                output.WriteLine($"  {name,-10} {await check()}");
            }
            catch (StoreException exception)
            {
                output.WriteLine($"  {name,-10} see {exception.Message.Split(' ')[0]}");
                problems.Add(exception.Message);
            }
        }

        problems.ForEach(output.WriteLine);
        return problems.Count > 0 ? Failed : builder.Configuration["DeepWiki:Check"] == "true" ? 0 : null;
    }

    private IEnumerable<(string Name, Func<Task<string>> Check)> Checks(CancellationToken cancellationToken)
    {
        var runsPostgres = builder.Resources.Any(resource => resource is ProcessInPlace<PostgresServerResource>);
        var runsRedis = builder.Resources.Any(resource => resource is ProcessInPlace<RedisResource>);
        if (!OperatingSystem.IsLinux() && (runsPostgres || runsRedis))
        {
            yield return ("system", () => throw StoreException.WrongSystem());
            yield break;
        }

        // Nothing can be written otherwise, not even for what follows.
        var folder = settings.IsEphemeral ? Path.GetTempPath() : settings.DataDirectory;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? "/";
        }

        if (runsPostgres && new DriveInfo(folder).AvailableFreeSpace is < MinSpace and var free)
        {
            yield return ("disk", () => throw StoreException.LittleSpace(folder, free));
            yield break;
        }

        if (runsPostgres)
        {
            yield return ("postgres", () => PostgresAsync(cancellationToken));
        }

        if (runsRedis)
        {
            yield return ("redis", async () => (await RedisProgram.FindAsync(settings, cancellationToken)).Version);
        }

        // git version 2.39.5
        yield return ("git", async () => (await Tool.TryReadAsync(["git", "--version"], cancellationToken))?.Split(' ') is [_, _, var version, ..]
            ? version
            : throw StoreException.GitMissing());
        foreach (var problem in Ports())
        {
            yield return ("port", () => throw problem);
        }

        var provider = ModelParameters.ProviderIn(builder.Configuration);
        var remark = provider == "auto" ? "the provider that has a key; without one, answers quote sources" : "";
        yield return ("model", () => Task.FromResult($"{provider,-10} {remark}"));
    }

    private async Task<string> PostgresAsync(CancellationToken cancellationToken)
    {
        await cluster.OpenAsync(cancellationToken);
        var user = cluster.User is { } other ? $", as user {other} (DW1003)" : "";
        var place = settings.IsEphemeral ? "a temporary folder" : settings.DataDirectory;
        return $"{cluster.Programs.Version,-10} pgvector {cluster.Programs.Vector}, data in {place}{user}";
    }

    // Aspire's proxy does not report that another process listens on its port.
    private IEnumerable<StoreException> Ports()
    {
        if (builder.Configuration["ports"] is { } asked && asked != "auto")
        {
            return [new StoreException($"--ports knows only 'auto', not '{asked}'.")];
        }

        var dashboard = PortExtensions.DashboardUrls.SelectMany(key => (builder.Configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            .Select(url => (Name: "dashboard", Port: Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Port : 0));
        var services = builder.Resources.OfType<ProjectResource>()
            .SelectMany(project => project.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (project.Name, Port: endpoint.Port ?? 0)));
        return builder.HasRandomPorts() ? [] : services.Concat(dashboard)
            .Where(entry => entry.Port > 0 && !PortExtensions.IsFree(entry.Port))
            .DistinctBy(entry => entry.Port)
            .Select(entry => StoreException.PortInUse(entry.Port, entry.Name, PortOwner.Find(entry.Port)));
    }
}
