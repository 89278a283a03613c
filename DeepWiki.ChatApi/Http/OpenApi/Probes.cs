using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>Adds the probes, which the framework maps and does not describe.</summary>
internal static class Probes
{
    public static Task AddAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "DeepWiki", Version = "v1", Description = "Questions about repositories, answered with citations." };
        document.Servers = [];
        document.Paths.TryAdd("/health", Probe("Whether the service and its stores work", "healthy", "unhealthy"));
        document.Paths.TryAdd("/alive", Probe("Whether the service runs at all", "healthy", "unhealthy"));
        return Task.CompletedTask;
    }

    private static OpenApiPathItem Probe(string summary, string good, string bad) => new()
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new()
            {
                Summary = summary,
                Description = "Needs no key and touches no repository.",
                Tags = new HashSet<OpenApiTagReference>(),
                Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse { Description = good },
                    ["503"] = new OpenApiResponse { Description = bad },
                },
            },
        },
    };
}
