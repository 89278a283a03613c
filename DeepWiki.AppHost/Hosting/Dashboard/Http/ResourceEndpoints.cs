using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Orchestration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Resources, their variables, what they print, and their commands.</summary>
internal sealed class ResourceEndpoints(ResourceViews views, ResourceCommandService commands, ResourceLogs logs, ServiceEnvironment environment, SecretMask mask)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/resources", () => new { resources = views.All() });
        routes.MapGet("/api/resources/{name}/environment", (string name) => views.Find(name) is { } resource
            ? Results.Ok(new { variables = environment.Latest(resource).Select(Shown) })
            : Results.NotFound());
        routes.MapPost("/api/resources/{name}/{command}", ExecuteAsync);
        routes.MapGet("/api/console/{name}", (string name, long? after) => views.Find(name) is { } resource
            ? Results.Ok(new { lines = logs.After(resource, after ?? 0).Select(line => new ConsoleLine(line.Number, DashboardJson.Microseconds(line.Time), line.Text, line.IsError)) })
            : Results.NotFound());
        routes.MapGet("/api/console/{name}/file", DownloadAsync);
    }

    // The value of a secret stays here; that it is set is told.
    private static object Shown(EnvironmentVariable variable) => new
    {
        variable.Name,
        Value = !variable.IsSecret ? variable.Value : variable.Value.Length == 0 ? "" : SecretMask.Hidden,
        variable.IsSecret,
        variable.Origin,
    };

    private async Task<IResult> ExecuteAsync(string name, string command)
    {
        if (views.Find(name) is not { } resource)
        {
            return Results.NotFound();
        }

        // Begun is carried through: the page may be gone before a slow stop ends.
        var result = await commands.ExecuteCommandAsync(resource.Name, command, CancellationToken.None);
        return result.Success ? Results.NoContent() : Results.Conflict();
    }

    private async Task DownloadAsync(HttpContext context, string name)
    {
        // Before its first line a resource still has the file of an earlier run.
        if (views.Find(name) is not { } resource || logs.LastNumber(resource) == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{resource.Name}.log\"";
        await using var writer = new StreamWriter(context.Response.Body);
        await using var file = new FileStream(logs.FileName(resource), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        while (await reader.ReadLineAsync(context.RequestAborted) is { } line)
        {
            await writer.WriteAsync($"{mask.Hide(line)}\n".AsMemory(), context.RequestAborted);
        }
    }
}
