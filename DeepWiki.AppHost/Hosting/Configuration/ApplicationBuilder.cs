using System.Reflection;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.AppHost.Hosting.Dashboard.Http;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;
using DeepWiki.AppHost.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>Collects the resources and builds the host that runs them.</summary>
internal sealed class ApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder inner;
    private readonly DistributedApplicationOptions options;

    public ApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings? given = null)
    {
        this.options = options;
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "apphostprojectpath")?.Value ?? Directory.GetCurrentDirectory();
        var (rest, keys) = Flags.Take(options.Args ?? []);
        var settings = given ?? new HostApplicationBuilderSettings();
        settings.Args = [.. rest];
        settings.ContentRootPath = AppHostDirectory;
        settings.ApplicationName = AppHostAssembly?.GetName().Name;
        inner = new HostApplicationBuilder(settings);
        inner.Configuration.AddInMemoryCollection(keys);
        if (options.IsTest)
        {
            inner.Configuration["DeepWiki:Ports"] ??= "auto";
        }

        ExecutionContext = new(inner.Configuration["Publishing:Publisher"] is null
            ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish);
        AddServices();
    }

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public ConfigurationManager Configuration => inner.Configuration;

    public IHostEnvironment Environment => inner.Environment;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IServiceCollection Services => inner.Services;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ResourceName.Validate(resource.Name, Resources);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        var host = inner.Build();
        ExecutionContext.Services = host.Services;
        return new DistributedApplication(host);
    }

    private void AddServices()
    {
        var services = inner.Services;
        services.AddHttpClient();
        services.AddHealthChecks();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        // With a dashboard somebody can bring back what failed.
        var hasDashboard = !options.DisableDashboard && new HostSettings(inner.Configuration).HasDashboard;
        services.AddSingleton(new ResourceNotificationService
        {
            WaitBehavior = hasDashboard ? WaitBehavior.WaitOnResourceUnavailable : WaitBehavior.StopOnResourceUnavailable,
        });
        services.AddSingleton(provider => new ResourceCommandService(provider.GetRequiredService<Orchestrator>));
        services.AddSingleton(_ => new RunFile(RunFile.DefaultFolder)).AddSingleton<ScratchFolders>();
        services.AddSingleton<HostSettings>().AddSingleton<PostgresInstallation>().AddSingleton<PostgresVolume>().AddSingleton<PostgresClient>().AddSingleton<StoreChecks>();
        services.AddSingleton<ServiceEnvironment>().AddSingleton<HealthMonitor>().AddSingleton<ResourceLogs>().AddSingleton<PortAssignment>();
        services.AddSingleton<ILauncher, PostgresLauncher>().AddSingleton<ILauncher, RedisLauncher>().AddSingleton<ILauncher, ServiceLauncher>();
        services.AddSingleton<Orchestrator>().AddSingleton<FirstRunOutput>().AddSingleton<AddressLines>().AddSingleton<PreflightChecks>();
        services.AddSingleton(provider => StartingBlock.Create(options, provider.GetRequiredService<HostSettings>()));
        services.AddSingleton<TelemetryTarget>().AddSingleton<SecretMask>().AddSingleton<ResourceViews>().AddSingleton<ResourceEndpoints>();
        services.AddSingleton<TelemetryStore>().AddSingleton<TelemetryEndpoints>();
        services.AddSingleton<DashboardRoutes>().AddSingleton<DashboardServer>();
        if (ExecutionContext.IsPublishMode)
        {
            services.AddHostedService<ManifestPublisher>();
        }
        else
        {
            AddRun(services, hasDashboard);
        }

        inner.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is told once, in words, by RunAsync.
        inner.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        inner.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // A failing check is a state of the resource, shown there.
        inner.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private void AddRun(IServiceCollection services, bool hasDashboard)
    {
        // Stopped in reverse: the output sees the last resource end.
        services.AddHostedService(provider => provider.GetRequiredService<FirstRunOutput>());
        if (hasDashboard)
        {
            services.AddHostedService(provider => provider.GetRequiredService<DashboardServer>());
        }

        if (!options.IsTest)
        {
            services.AddHostedService<InterruptWatch>().AddHostedService<ModelCheck>();
        }

        services.AddHostedService(provider => provider.GetRequiredService<PreflightChecks>());
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
    }
}
