using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace DeepWiki.ChatApi.Http.OpenApi;

/// <summary>Brings what a route says of itself into its operation.</summary>
internal static class DescribedRoutes
{
    private static readonly JsonSerializerOptions Given = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static TBuilder DescribedAs<TBuilder>(this TBuilder route, RouteDescription description)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(description);

    public static async Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteDescription>().LastOrDefault() is not { } description)
        {
            return;
        }

        if (description.Request is { } example)
        {
            var schema = await context.GetOrCreateSchemaAsync(example.GetType(), parameterDescription: null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = schema, Example = JsonSerializer.SerializeToNode(example, Given) },
                },
            };
        }

        Add(operation, description);
    }

    private static void Add(OpenApiOperation operation, RouteDescription description)
    {
        (operation.Summary, operation.Description) = (description.Summary, description.Text);
        foreach (var parameter in description.Parameters)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
                Required = parameter.IsRequired,
                Description = parameter.Text,
                Example = parameter.Example,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var errors in description.Errors.GroupBy(code => ErrorTable.Row(code).HttpStatus))
        {
            Add(operation, errors.Key, [.. errors.Select(code => code.Name())]);
        }

        foreach (var (status, detail) in description.LegacyErrors)
        {
            Add(operation, status, detail, "application/json", new JsonObject { ["detail"] = detail });
        }

        Show(operation.Responses?.Where(pair => pair.Key == "200").SelectMany(pair => pair.Value.Content?.Values ?? []), description.ResponseExample);
    }

    private static void Add(OpenApiOperation operation, int status, IReadOnlyList<string> codes)
    {
        var example = new JsonObject
        {
            ["type"] = $"urn:deepwiki:problem:{codes[0]}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = "A sentence for people.",
            ["code"] = codes[0],
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        Add(operation, status, string.Join(", ", codes), "application/problem+json", example);
    }

    private static void Add(OpenApiOperation operation, int status, string text, string contentType, JsonObject example) =>
        (operation.Responses ??= []).TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
        {
            Description = text,
            Content = new Dictionary<string, OpenApiMediaType> { [contentType] = new() { Example = example } },
        });

    private static void Show(IEnumerable<OpenApiMediaType>? media, string? example)
    {
        foreach (var type in example is null ? [] : media ?? [])
        {
            type.Example = example is ['{', ..] ? JsonNode.Parse(example) : JsonValue.Create(example);
        }
    }
}
