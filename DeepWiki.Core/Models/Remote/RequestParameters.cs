using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// Shapes the parameters of requests to one model at one endpoint: those of the catalog that the SDK does not send, and none that the server refused
/// within the last day.
/// </summary>
/// <param name="model">Parameters of the catalog; null for a model that embeds.</param>
/// <param name="isLimitRequired">True where the protocol has no request without a limit of tokens.</param>
/// <param name="time">Clock of the day.</param>
internal sealed class RequestParameters(CatalogModel? model, bool isLimitRequired, TimeProvider time)
{
    private const string MaxTokens = "max_tokens";
    private const string MaxCompletionTokens = "max_completion_tokens";
    private const string ReasoningEffort = "reasoning_effort";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> refused = new(StringComparer.Ordinal);

    /// <summary>Writes the request anew where its parameters are not those to send.</summary>
    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (HasChanges() && await ReadAsync(request, cancellationToken) is { } body)
        {
            Shape(body);
            Write(request, body);
        }
    }

    /// <summary>Leaves out what a refusal names, now and for a day; false when it names nothing that can be left out.</summary>
    public async Task<bool> TryAdaptAsync(HttpRequestMessage request, ProviderFailure refusal, CancellationToken cancellationToken)
    {
        if (refusal.Said is not { } said || refusal.Error.Code != ErrorCode.ModelUnavailable
            || await ReadAsync(request, cancellationToken) is not { } body
            || RefusedParameters.Find(body, refusal.Status ?? 0, said).Where(MayBeLeftOut).ToList() is not { Count: > 0 } named)
        {
            return false;
        }

        lock (gate)
        {
            foreach (var name in named)
            {
                refused[name] = time.GetUtcNow() + Lifetime;
            }
        }

        Shape(body);
        Write(request, body);
        return true;
    }

    private bool MayBeLeftOut(string name) => !isLimitRequired || name != MaxTokens;

    private bool HasChanges()
    {
        lock (gate)
        {
            return refused.Count > 0 || model?.ReasoningEffort is not null || model?.TokenLimitField is not null;
        }
    }

    private void Shape(JsonObject body)
    {
        if (model?.ReasoningEffort is { } effort && !body.ContainsKey(ReasoningEffort))
        {
            body[ReasoningEffort] = effort;
        }

        if (model?.TokenLimitField is { } field)
        {
            Rename(body, field == MaxTokens ? MaxCompletionTokens : MaxTokens, field);
        }

        var names = Refused();
        if (names.Contains(MaxTokens) != names.Contains(MaxCompletionTokens))
        {
            // The one is the other's new name, and each has servers that know it alone.
            var (from, to) = names.Contains(MaxTokens) ? (MaxTokens, MaxCompletionTokens) : (MaxCompletionTokens, MaxTokens);
            Rename(body, from, to);
        }

        foreach (var name in names)
        {
            body.Remove(name);
        }
    }

    private HashSet<string> Refused()
    {
        lock (gate)
        {
            foreach (var name in refused.Where(entry => entry.Value <= time.GetUtcNow()).Select(entry => entry.Key).ToList())
            {
                refused.Remove(name);
            }

            return new HashSet<string>(refused.Keys, StringComparer.Ordinal);
        }
    }

    private static void Rename(JsonObject body, string from, string to)
    {
        if (body.TryGetPropertyValue(from, out var value))
        {
            body.Remove(from);
            body[to] = value?.DeepClone();
        }
    }

    private static async Task<JsonObject?> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(HttpRequestMessage request, JsonObject body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content = content;
    }
}
