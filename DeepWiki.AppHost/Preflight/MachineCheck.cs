using System.Runtime.InteropServices;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;

namespace DeepWiki.AppHost.Preflight;

/// <summary>
/// Asks before anything starts whether this machine has what the graph needs. Aspire's own hooks come too late: they can only warn, or end in an
/// unhandled exception.
/// </summary>
internal sealed class MachineCheck(IDistributedApplicationBuilder builder, StoreSettings settings, PostgresCluster cluster, TextWriter output)
{
    private const int Failed = 2;
    private const long LeastSpace = 256L << 20;

    /// <summary>The code to exit with; null: the graph can start.</summary>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return await CheckPublishAsync();
        }

        List<CheckRow> rows = [];
        foreach (var check in Checks(cancellationToken))
        {
            rows.Add(await check);
        }

        rows.AddRange([.. Ports(), .. Space(), Model()]);
        await output.WriteLineAsync($"DeepWiki {typeof(MachineCheck).Assembly.GetName().Version?.ToString(3)}, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        foreach (var row in rows)
        {
            await output.WriteLineAsync($"  {row.Name,-10} {row.Found,-24} {row.Remark}".TrimEnd());
        }

        var problems = rows.Select(row => row.Problem).OfType<string>().ToList();
        problems.ForEach(output.WriteLine);
        return problems.Count > 0 ? Failed : builder.Configuration["DeepWiki:Check"] == "true" ? 0 : null;
    }

    // A published default stands in the manifest for all to read.
    private async Task<int?> CheckPublishAsync()
    {
        var address = ModelParameters.BaseUrlIn(builder.Configuration);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length == 0)
        {
            return null;
        }

        await output.WriteLineAsync("'model-base-url' cannot be published: it holds a password. Give the address without one, and the key as model-api-key.");
        return Failed;
    }

    private IEnumerable<Task<CheckRow>> Checks(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() && (Runs<PostgresServerResource>() || Runs<RedisResource>()))
        {
            yield return Task.FromResult(new CheckRow("system", RuntimeInformation.RuntimeIdentifier, Problem: StoreCode.WrongSystem));
            yield break;
        }

        if (Runs<PostgresServerResource>())
        {
            yield return GuardAsync("postgres", PostgresAsync);
        }

        if (Runs<RedisResource>())
        {
            yield return GuardAsync("redis", async () => new CheckRow("redis", (await RedisProgram.FindAsync(settings, cancellationToken)).Version));
        }

        // git version 2.39.5
        yield return GuardAsync("git", async () => (await Tool.TryReadAsync("git", "--version", cancellationToken))?.Split(' ') is [_, _, var version, ..]
            ? new CheckRow("git", version)
            : throw new StoreException(StoreCode.GitMissing));

        async Task<CheckRow> PostgresAsync()
        {
            await cluster.OpenAsync(cancellationToken);
            var user = cluster.User is { } other ? $", as user {other.Name} (DW1003)" : "";
            var place = settings.IsEphemeral ? "a temporary folder" : settings.DataDirectory;
            return new CheckRow("postgres", $"{cluster.Programs.Version}, pgvector {cluster.Programs.Vector}", $"data in {place}{user}");
        }
    }

    private bool Runs<T>()
        where T : ContainerResource, IResourceWithConnectionString => builder.Resources.OfType<ProcessInPlace<T>>().Any();

    private static async Task<CheckRow> GuardAsync(string name, Func<Task<CheckRow>> check)
    {
        try
        {
            return await check();
        }
        catch (StoreException exception)
        {
            return new CheckRow(name, $"see {exception.Message.Split(' ')[0]}", Problem: exception.Message);
        }
    }

    // Aspire's proxy does not say that somebody else listens where it should.
    private IEnumerable<CheckRow> Ports()
    {
        if (builder.Configuration["ports"] is { } asked && asked != "auto")
        {
            yield return new CheckRow("ports", asked, Problem: $"--ports knows only 'auto', not '{asked}'.");
        }

        if (builder.HasRandomPorts())
        {
            yield break;
        }

        var dashboard = PortExtensions.DashboardUrls.SelectMany(key => (builder.Configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            .Select(url => (Name: "dashboard", Port: Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Port : 0));
        var services = builder.Resources.OfType<ProjectResource>()
            .SelectMany(project => project.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (project.Name, Port: endpoint.Port ?? 0)));
        foreach (var (name, port) in services.Concat(dashboard).Where(entry => entry.Port > 0 && !PortExtensions.IsFree(entry.Port)).DistinctBy(entry => entry.Port))
        {
            yield return new CheckRow("port", port.ToString(), Problem: StoreCode.PortInUse(port, name, PortOwner.Find(port)));
        }
    }

    private IEnumerable<CheckRow> Space()
    {
        var folder = settings.IsEphemeral || !Directory.Exists(settings.DataDirectory) ? Path.GetTempPath() : settings.DataDirectory;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return Runs<PostgresServerResource>() && free < LeastSpace
            ? [new CheckRow("disk", $"{free >> 20} MB free", Problem: StoreCode.LittleSpace(folder, free))]
            : [];
    }

    private CheckRow Model()
    {
        var provider = ModelParameters.ProviderIn(builder.Configuration);
        var address = ModelParameters.BaseUrlIn(builder.Configuration);
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "";
        return provider is not ("auto" or "local" or "") ? new CheckRow("model", provider)
            : provider != "local" && (ModelParameters.ApiKeyIn(builder.Configuration).Length > 0 || address != ModelParameters.DefaultBaseUrl) ? new CheckRow("model", "openai", host)
            : new CheckRow("model", "local", "answers quote sources; for a model set OPENAI_API_KEY");
    }
}
