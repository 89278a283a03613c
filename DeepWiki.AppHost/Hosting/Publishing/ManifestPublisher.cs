using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Publishing;

/// <summary>Writes the manifest that deployment tools read, and ends the application.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IConfiguration configuration, IHostApplicationLifetime lifetime)
    : IHostedService
{
    private const string Name = "manifest";
    private const string DefaultFile = "aspire-manifest.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Publishing:Publisher"] is var publisher && !string.Equals(publisher, Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"There is no publisher '{publisher}': the local host knows {Name}.");
        }

        var file = OutputFile();
        var folder = Path.GetDirectoryName(file) ?? "/";
        var manifest = new ManifestWriter(folder, execution).Write(model.Resources);
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(file, manifest, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The manifest cannot be written to {file}: {exception.Message}");
        }

        await Console.Out.WriteLineAsync($"Manifest written to {file}");
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string OutputFile()
    {
        var path = configuration["Pipeline:OutputPath"] ?? configuration["Publishing:OutputPath"];
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new DistributedApplicationException("Where shall the manifest be written? Name a file or a folder with --output-path.");
        }

        var file = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, DefaultFile);
        return Path.GetFullPath(file);
    }
}
